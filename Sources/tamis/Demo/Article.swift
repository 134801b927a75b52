import ReviewUI

/// The article of the demo's site. Town, river and bridge are made up.
enum Article {
    /// As the thread it is to Tamis.
    static let id = "passerelle"
    static let title = "La passerelle du Vieux-Moulin rouvre samedi, et le marché revient avec elle"

    static let html: HTML = """
        <article class="story">
        <p class="kicker">Vie locale</p>
        <h1>La passerelle du Vieux&#8209;Moulin rouvre samedi, et le marché revient avec elle</h1>
        <p class="standfirst">Fermée depuis deux hivers, la traversée de la Lorme retrouve ses planches et ses promeneurs. \
        Trente étals s’installeront sous les tilleuls pour l’occasion.</p>
        <figure>
        <img src="/demo/bridge.svg" width="1200" height="520" \
        alt="Dessin&#160;: une passerelle de bois sur une rivière, des étals à rayures sous les tilleuls.">
        <figcaption>Samedi, on ira de nouveau d’une rive à l’autre à pied. Dessin&#160;: La Feuille de Lorme</figcaption>
        </figure>
        <p>Il avait suffi d’une crue, il aura fallu deux hivers. Depuis que la Lorme avait emporté quatre travées, les \
        habitants de la rive gauche faisaient le grand tour par le pont routier&#160;: vingt-cinq minutes de marche pour \
        acheter une salade. Samedi, dès 9&#160;heures, la passerelle sera rouverte aux piétons et aux vélos tenus à la \
        main.</p>
        <h2>Du chêne et des boulons neufs</h2>
        <p>Le tablier a été refait en chêne de la forêt voisine, sur les piles d’origine. Les garde-corps ont gagné dix \
        centimètres, et une bande claire guide désormais les personnes malvoyantes d’une rive à l’autre. \
        «&#8239;Les planches chanteront toujours sous les pas&#8239;», promet l’atelier municipal, qui a gardé les \
        anciennes pour en faire des bancs.</p>
        <h2>Trente étals et une fanfare</h2>
        <p>Le marché, replié pendant les travaux sur le parking de la salle des fêtes, retrouve le quai. Maraîchers, \
        fromagers et rémouleur y voisineront avec la bibliothèque, qui tiendra une table d’échange&#160;: on apporte un \
        livre, on en emporte un autre. La fanfare passera vers 11&#160;heures, si le vent le permet.</p>
        <aside class="box" aria-label="En pratique">
        <h3>En pratique</h3>
        <ul>
        <li>Samedi, de 9&#160;h à 13&#160;h, quai du Vieux&#8209;Moulin.</li>
        <li>Accès sans marche par la rive droite.</li>
        <li>En cas de pluie, le marché se tient sous la halle.</li>
        </ul>
        </aside>
        </article>
        """
}

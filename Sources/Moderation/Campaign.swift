/// Comments of one site that say nearly the same, or advertise the same host.
package struct Campaign: Sendable, Equatable {
    package var id: CampaignID
    package var site: SiteID
    /// Comments in it now; what was erased or edited into something else is none of them.
    package var members: Int
    package var begunAt: Instant
    package var lastAt: Instant
    /// Counts what was decided of the whole, from 1: so that two moderators do not overwrite each other.
    package var version: Int
    /// What stands for all of them, those to come too.
    package var ruling: CampaignRuling?

    package init(
        id: CampaignID, site: SiteID, members: Int, begunAt: Instant, lastAt: Instant, version: Int,
        ruling: CampaignRuling?
    ) {
        self.id = id
        self.site = site
        self.members = members
        self.begunAt = begunAt
        self.lastAt = lastAt
        self.version = version
        self.ruling = ruling
    }
}

/// A moderator's decision about a whole campaign.
package struct CampaignRuling: Sendable, Equatable {
    package var record: DecisionRecord
    /// Names every decision that came of it.
    package var act: EventID

    package init(record: DecisionRecord, act: EventID) {
        self.record = record
        self.act = act
    }
}

/// What policy decides by itself where a campaign's ruling takes its place: what an undo goes back to.
package struct FollowedRuling: Sendable, Equatable {
    package var act: EventID
    package var decision: Decision
    package var reasons: [String]

    package init(act: EventID, decision: Decision, reasons: [String]) {
        self.act = act
        self.decision = decision
        self.reasons = reasons
    }
}

import Store
import Testing

@Suite struct BellsTests {
    @Test func `rings that nobody took yet become one, and closing ends every stream`() async {
        let bells = Bells()
        let rings = bells.listen()
        for _ in 0..<3 { bells.ring() }
        bells.close()
        var count = 0
        for await _ in rings { count += 1 }
        #expect(count == 1)
        for await _ in bells.listen() { count += 1 }
        #expect(count == 1)
    }
}

import Foundation
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle

/// The door in the data folder through which commands reach the process that holds it: one JSON line in, one out.
/// Mode 0600 in a folder of mode 0700: who may open it may read the database anyway.
struct AdminSocket: Service {
    /// Most bytes of one command.
    static let limitBytes = 1 << 20

    let path: String
    let desk: AdminDesk
    let logger: Logger

    func run() async throws {
        let server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .bind(unixDomainSocketPath: path, cleanupExistingSocketFile: true) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        await withGracefulShutdownHandler {
            await serve(server)
        } onGracefulShutdown: {
            server.channel.close(promise: nil)
        }
        try? FileManager.default.removeItem(atPath: path)  // a next start cleans it up too
    }

    private func serve(_ server: NIOAsyncChannel<NIOAsyncChannel<ByteBuffer, ByteBuffer>, Never>) async {
        do {
            try await server.executeThenClose { clients in
                // Beside each other: who connects and says nothing keeps nobody else waiting.
                try await withThrowingDiscardingTaskGroup { group in
                    for try await client in clients { group.addTask { await answer(client) } }
                }
            }
        } catch is CancellationError {
            return
        } catch {
            logger.error("admin socket failed", metadata: ["error": "\(type(of: error))"])
        }
    }

    private func answer(_ client: NIOAsyncChannel<ByteBuffer, ByteBuffer>) async {
        let channel = client.channel
        do {
            try await client.executeThenClose { inbound, outbound in
                // A command that has come is answered before we stop; one that has not is not waited for.
                let line = try await withGracefulShutdownHandler {
                    var lines = AdminLine(inbound, limitBytes: Self.limitBytes)
                    return try await lines.next()
                } onGracefulShutdown: {
                    channel.close(promise: nil)
                }
                guard let line else { return }
                try await carryOut(line, outbound)
            }
        } catch {
            logger.warning("admin command cut off", metadata: ["error": "\(type(of: error))"])
        }
    }

    /// Runs one command and tells of its progress meanwhile. Who hangs up ends long work: nobody waits for it.
    private func carryOut(_ line: Data, _ outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>) async throws {
        guard let command = try? JSONDecoder().decode(AdminCommand.self, from: line) else {  // said in the answer
            let why = "the server does not know this command; is it of another version?"
            return try await AdminLine.write(AdminMessage.answer(.refused(why)), to: outbound)
        }
        let desk = desk
        let (steps, step) = AsyncStream.makeStream(of: AdminProgress.self, bufferingPolicy: .bufferingNewest(1))
        async let answer = {
            defer { step.finish() }
            return await desk.run(command) { step.yield($0) }
        }()
        for await progress in steps { try await AdminLine.write(AdminMessage.progress(progress), to: outbound) }
        try await AdminLine.write(AdminMessage.answer(await answer), to: outbound)
    }
}

/// One line from the server: how far it has come, or at last what came of it.
private enum AdminMessage: Codable {
    case progress(AdminProgress)
    case answer(AdminAnswer)
}

/// Asks the process that holds the data folder.
enum AdminClient {
    /// Nil when nobody listens: the folder is held by a command, or by a server that has not begun or has ended to.
    static func ask(
        _ command: AdminCommand, socket: String, progress: @escaping ProgressTeller
    ) async throws -> AdminAnswer? {
        let channel: NIOAsyncChannel<ByteBuffer, ByteBuffer>
        do {
            channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .connect(unixDomainSocketPath: socket) { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                    }
                }
        } catch let error as IOError where [ENOENT, ECONNREFUSED].contains(error.errnoCode) {
            return nil
        }
        return try await channel.executeThenClose { inbound, outbound in
            try await AdminLine.write(command, to: outbound)
            var lines = AdminLine(inbound, limitBytes: 64 << 20)
            while let line = try await lines.next() {
                switch try JSONDecoder().decode(AdminMessage.self, from: line) {
                case .progress(let step): progress(step)
                case .answer(let answer): return answer
                }
            }
            throw ConfigurationError(file: socket, line: nil, what: "the server ended before it answered")
        }
    }
}

/// JSON values, each with a line feed behind it.
private struct AdminLine {
    private var parts: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator
    private let limitBytes: Int
    private var bytes: [UInt8] = []

    init(_ inbound: NIOAsyncChannelInboundStream<ByteBuffer>, limitBytes: Int) {
        parts = inbound.makeAsyncIterator()
        self.limitBytes = limitBytes
    }

    /// Nil when the other side hangs up or says more than it may.
    mutating func next() async throws -> Data? {
        var searched = 0
        while true {
            if let end = bytes[searched...].firstIndex(of: UInt8(ascii: "\n")) {
                defer { bytes.removeSubrange(...end) }
                return Data(bytes[..<end])
            }
            searched = bytes.count
            guard bytes.count <= limitBytes, let part = try await parts.next() else { return nil }
            bytes.append(contentsOf: part.readableBytesView)
        }
    }

    static func write(_ value: some Encodable, to outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>) async throws {
        try await outbound.write(ByteBuffer(bytes: try JSONEncoder().encode(value) + [UInt8(ascii: "\n")]))
    }
}

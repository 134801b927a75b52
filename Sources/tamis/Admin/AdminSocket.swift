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
                    try await AdminLine.read(inbound, limitBytes: Self.limitBytes)
                } onGracefulShutdown: {
                    channel.close(promise: nil)
                }
                guard let line else { return }
                let answer: AdminAnswer
                if let command = try? JSONDecoder().decode(AdminCommand.self, from: line) {  // said in the answer below
                    answer = await desk.run(command)
                } else {
                    answer = .refused("the server does not know this command; is it of another version?")
                }
                try await AdminLine.write(answer, to: outbound)
            }
        } catch {
            logger.warning("admin command cut off", metadata: ["error": "\(type(of: error))"])
        }
    }
}

/// Asks the process that holds the data folder.
enum AdminClient {
    /// Nil when nobody listens: the folder is held by a command, or by a server that has not begun or has ended to.
    static func ask(_ command: AdminCommand, socket: String) async throws -> AdminAnswer? {
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
            guard let line = try await AdminLine.read(inbound, limitBytes: 64 << 20) else {
                throw ConfigurationError(file: socket, line: nil, what: "the server ended before it answered")
            }
            return try JSONDecoder().decode(AdminAnswer.self, from: line)
        }
    }
}

/// One JSON value and a line feed.
private enum AdminLine {
    static func read(_ inbound: NIOAsyncChannelInboundStream<ByteBuffer>, limitBytes: Int) async throws -> Data? {
        var bytes: [UInt8] = []
        for try await part in inbound {
            bytes.append(contentsOf: part.readableBytesView)
            if bytes.last == UInt8(ascii: "\n") { return Data(bytes) }
            guard bytes.count <= limitBytes else { return nil }
        }
        return nil
    }

    static func write(_ value: some Encodable, to outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>) async throws {
        try await outbound.write(ByteBuffer(bytes: try JSONEncoder().encode(value) + [UInt8(ascii: "\n")]))
    }
}

package import Hummingbird
package import Logging

/// What travels with a request through the middleware to its handler.
package struct WebContext: RequestContext {
    package var coreContext: CoreRequestContextStorage
    /// The peer's address without its port; nil for a Unix socket.
    package var peer: String?
    /// The visitor's, which a trusted proxy may have forwarded; set by
    /// `VisitMaker`, and never kept longer than the request.
    package var address: String?
    package let requestID: String
    /// Set by `VisitMaker`, the outermost middleware.
    package var visit: PageContext?
    /// A form with files, whose token is checked and whose files are still on
    /// their way; set by `FormProtection`.
    var sent: SentFiles?

    package init(source: ApplicationRequestContextSource) {
        self.init(source: source, peer: source.channel.remoteAddress?.ipAddress)
    }

    /// Without a network: for whoever drives the responder directly.
    package init(logger: Logger, peer: String?) { self.init(source: LoggerSource(logger: logger), peer: peer) }

    private init(source: some RequestContextSource, peer: String?) {
        coreContext = CoreRequestContextStorage(source: source)
        self.peer = peer
        if case .some(let id) = source.logger[metadataKey: "hb.request.id"] {
            requestID = id.description
        } else {
            requestID = String(UInt64.random(in: .min ... .max), radix: 16)
        }
    }

    private struct LoggerSource: RequestContextSource {
        let logger: Logger
    }
}

import ArgumentParser

/// `hoclieu version`.
struct VersionCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "version", abstract: "Print the version.")

    func run() async throws {
        print("hoclieu \(ProductVersion.current)")
    }
}

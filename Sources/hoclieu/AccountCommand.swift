import ArgumentParser
import Credentials
import Library
import SQLiteStore

/// `hoclieu account …`: accounts of staff. The first administrator is made here,
/// never on the web.
struct AccountCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "account",
        abstract: "Make accounts of staff and give new passwords.",
        subcommands: [Add.self, Password.self, List.self])

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make an account and print its first password, once.",
            discussion: "Further roles are granted on the web, under /quan-tri/tai-khoan.")

        @ParentCommand var outer: AccountCommand
        @OptionGroup var library: LibraryOption

        @Flag(help: "Make it an administrator of the whole library.")
        var admin = false

        @Option(help: "The name shown on pages; the user name without one.")
        var name: String?

        @Argument(help: "3 to 32 small letters, digits, dots, hyphens or underscores, a letter first.")
        var userName: String

        func run() async throws {
            guard let userName = UserName(userName) else {
                throw CommandFailure(
                    "\"\(userName)\" is no user name: 3 to 32 small Latin letters, digits, dots, hyphens or underscores, a letter first."
                )
            }
            let wiring = try Wiring(library.path(outer: outer.outer.library), creating: true)
            let register = wiring.store.membership.register
            let account: AccountID
            do {
                account = try await register.add(
                    userName: userName, displayName: name ?? userName.text, act: .commandLine())
            } catch AccountRefusal.nameTaken {
                throw CommandFailure(
                    "there is an account \(userName). Give it a new password with \"hoclieu account password \(userName)\", or choose another name."
                )
            }
            if admin { _ = try await register.grant(.admin, at: .library, to: account, act: .commandLine()) }
            try await FirstPassword(store: wiring.store).print(for: account, named: userName)
        }
    }

    struct Password: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Give an account a new password, print it once, end its sessions.")

        @ParentCommand var outer: AccountCommand
        @OptionGroup var library: LibraryOption

        @Argument(help: "The user name.")
        var userName: String

        func run() async throws {
            let wiring = try Wiring(library.path(outer: outer.outer.library), creating: false)
            let staff = try await wiring.store.membership.register.staff()
            guard let account = staff.first(where: { $0.userName == UserName(userName) }), let name = account.userName
            else { throw CommandFailure("there is no account \(userName). \"hoclieu account list\" shows all.") }
            try await FirstPassword(store: wiring.store).print(for: account.id, named: name)
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the accounts of staff with their roles.")

        @ParentCommand var outer: AccountCommand
        @OptionGroup var library: LibraryOption

        func run() async throws {
            let wiring = try Wiring(library.path(outer: outer.outer.library), creating: false)
            for account in try await wiring.store.membership.register.staff() {
                let roles = account.grants.map(\.role.rawValue).joined(separator: ", ")
                let state = account.isOpen ? "" : " (ended)"
                print("\(account.userName?.text ?? "-")\t\(account.displayName)\t\(roles)\(state)")
            }
        }
    }

    @ParentCommand var outer: Hoclieu
}

/// A password made by chance, shown to whoever sits at the machine.
struct FirstPassword {
    let store: LibraryStore

    func print(for account: AccountID, named name: UserName) async throws {
        let desk = SignInDesk(store: store.membership.accounts)
        guard let secret = try await desk.issue(.password, to: [account], act: .commandLine())?[account] else { return }
        Swift.print("user name: \(name)\npassword:  \(secret.text)")
        Terminal.say("hoclieu: the password is shown this once; change it after the first sign-in, under /trang-toi.")
    }
}

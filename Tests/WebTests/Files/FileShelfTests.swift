import Foundation
import Library
import Testing
import Web

@Suite struct FileShelfTests {
    @Test func `a list that nobody comes back for is gone after a day`() throws {
        var limits = FileLimits()
        limits.folder = NSTemporaryDirectory() + "shelf-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: limits.folder) }
        let file = limits.folder + "/shelf/7-list"
        try FileManager.default.createDirectory(
            atPath: limits.folder + "/shelf", withIntermediateDirectories: true)
        try Data("Họ tên,Lớp".utf8).write(to: URL(filePath: file))
        let now = Moment.now

        FileShelf(limits).sweep(at: now.adding(.seconds(3_600)))
        let isThereAfterAnHour = FileManager.default.fileExists(atPath: file)
        FileShelf(limits).sweep(at: now.adding(.seconds(24 * 3_600)))

        #expect(isThereAfterAnHour)
        #expect(!FileManager.default.fileExists(atPath: file))
    }
}

import Library
import Testing

@Suite struct FileLabelTests {
    @Test(arguments: [
        ("Số đỏ.epub", "Số đỏ.epub"), ("../../etc/passwd", "passwd"), ("/abs/a.csv", "a.csv"),
        (#"C:\Sách\a.csv"#, "a.csv"), ("..", "tep"), (".", "tep"), ("", "tep"), ("///", "tep"),
        (".htaccess", "htaccess"),
        ("a\u{0}b.csv", "a b.csv"), ("a\r\nb\u{202E}gpj.exe", "a b gpj.exe"), ("  a   b.csv ", "a b.csv"),
        ("\u{7F}\u{1B}", "tep"),
    ])
    func `a name somebody sent is a label and never a path`(sent: String, label: String) {
        #expect(FileLabel(sent).text == label)
    }

    @Test func `a long name loses from its stem and keeps its ending`() {
        let long = FileLabel(String(repeating: "ễ", count: 300) + ".epub")

        #expect(long.text.utf8.count <= FileLabel.longest && long.text.hasSuffix(".epub"))
        #expect(FileLabel(String(repeating: "a\u{301}\u{302}\u{303}", count: 200)).text.utf8.count <= FileLabel.longest)
        #expect(!FileLabel("a." + String(repeating: "x", count: 400)).text.isEmpty)
    }

    @Test func `files of one name are told apart`() {
        let names = FileLabel.distinct(["a.csv", "a.csv", "A.CSV", "a (2).csv", "b"].map { FileLabel($0) }).map(\.text)

        #expect(names == ["a.csv", "a (2).csv", "A (3).CSV", "a (2) (2).csv", "b"])
    }

    @Test func `a step is offered only where it makes sense`() {
        var upload = Upload(
            id: BatchID(rawValue: 1), point: ServicePointID(1), pointName: "", accountName: "", licence: nil,
            access: nil, stage: .checked, problem: nil, uploadedAt: Moment(milliseconds: 0), files: 1, byteCount: 1,
            counts: IngestCounts(), undone: nil, folder: "a")

        #expect(UploadStep.takeLive.stage(from: upload) == nil, "everything was rejected")
        upload.counts.read = 1
        #expect(
            UploadStep.takeLive.stage(from: upload) == .taking && UploadStep.remove.stage(from: upload) == .removing)
        for stage in [UploadStage.checking, .taking, .removing] {
            upload.stage = stage
            #expect(UploadStep.allCases.allSatisfy { $0.stage(from: upload) == nil }, "\(stage) is being worked at")
            upload.problem = .worker
            #expect(UploadStep.retry.stage(from: upload) == stage && UploadStep.remove.stage(from: upload) == .removing)
            upload.problem = nil
        }
        upload.stage = .removed
        #expect(UploadStep.allCases.allSatisfy { $0.stage(from: upload) == nil })
    }
}

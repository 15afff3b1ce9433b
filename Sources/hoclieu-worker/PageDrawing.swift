import Formats
import Library

/// Answers the wish for a picture of one page of a PDF.
struct PageDrawing {
    let output: FrameOutput

    func draw(_ path: String, page: Int, width: Int) {
        ProcessLimits.allowProcessorSeconds(60)
        do {
            guard let bytes = try PDFPageImage.render(path: path, page: page, width: width),
                output.send(.pageImage(mediaType: PDFPageImage.mediaType, bytes: bytes))
            else {
                _ = output.send(.noPage)
                return
            }
        } catch {
            _ = output.send(.refused(error.diagnostic))
        }
    }
}

/// One chapter's view of its book: references are read from where it stands.
struct EPUBChapter: ChapterSurroundings {
    let entry: String
    let pictures: EPUBPictures
    let archive: ZipArchive

    func picture(_ reference: String) -> PlacedPicture? {
        guard case .inside(let path) = SafeURL.target(of: reference), let place = EntryName.resolve(path, in: entry)
        else {
            return nil
        }
        return pictures.show(place.entry)
    }

    func place(_ reference: String) -> (entry: String, fragment: String?)? {
        guard let place = EntryName.resolve(reference, in: entry) else { return nil }
        return (archive.entry(named: place.entry) ?? place.entry, place.fragment)
    }
}

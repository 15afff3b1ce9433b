/// A number with the English noun it counts: "1 file", "2 files", "2 copies".
func counted(_ number: some BinaryInteger, _ one: String, _ many: String? = nil) -> String {
    "\(number) \(number == 1 ? one : many ?? one + "s")"
}

/// The version of the whole product.
enum ProductVersion {
    static let current = "0.1.0"
}

package import Library

/// What the pages of reports ask of the rest of the product.
package struct ReportServices: Sendable {
    package var stores: ReportStores
    package var figures: any ReportFigureSource
    package var templates: any TemplateShelf
    package init(stores: ReportStores, figures: any ReportFigureSource, templates: any TemplateShelf) {
        (self.stores, self.figures, self.templates) = (stores, figures, templates)
    }
}

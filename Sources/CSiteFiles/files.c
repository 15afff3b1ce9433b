// The bytes of pages' styles, scripts and words, embedded by the C compiler:
// as array literals of Swift the same 350 KB took it two minutes
// (docs/decisions/0007). A file that joins Public/ or Locales/ joins this list.
#include "CSiteFiles.h"
#include <string.h>

static const unsigned char desk_js[] = {
#embed "../../Public/desk.js"
};
static const unsigned char icon_svg[] = {
#embed "../../Public/icons/icon.svg"
};
static const unsigned char scan_js[] = {
#embed "../../Public/scan.js"
};
static const unsigned char search_js[] = {
#embed "../../Public/search.js"
};
static const unsigned char site_css[] = {
#embed "../../Public/site.css"
};
static const unsigned char upload_js[] = {
#embed "../../Public/upload.js"
};
static const unsigned char en_activities_yaml[] = {
#embed "../Web/Locales/en-activities.yaml"
};
static const unsigned char en_circulation_yaml[] = {
#embed "../Web/Locales/en-circulation.yaml"
};
static const unsigned char en_dashboard_yaml[] = {
#embed "../Web/Locales/en-dashboard.yaml"
};
static const unsigned char en_details_yaml[] = {
#embed "../Web/Locales/en-details.yaml"
};
static const unsigned char en_figures_yaml[] = {
#embed "../Web/Locales/en-figures.yaml"
};
static const unsigned char en_holdings_yaml[] = {
#embed "../Web/Locales/en-holdings.yaml"
};
static const unsigned char en_ingest_yaml[] = {
#embed "../Web/Locales/en-ingest.yaml"
};
static const unsigned char en_membership_yaml[] = {
#embed "../Web/Locales/en-membership.yaml"
};
static const unsigned char en_plans_yaml[] = {
#embed "../Web/Locales/en-plans.yaml"
};
static const unsigned char en_reading_lists_yaml[] = {
#embed "../Web/Locales/en-reading-lists.yaml"
};
static const unsigned char en_reports_yaml[] = {
#embed "../Web/Locales/en-reports.yaml"
};
static const unsigned char en_rotation_yaml[] = {
#embed "../Web/Locales/en-rotation.yaml"
};
static const unsigned char en_upkeep_yaml[] = {
#embed "../Web/Locales/en-upkeep.yaml"
};
static const unsigned char en_yaml[] = {
#embed "../Web/Locales/en.yaml"
};
static const unsigned char vi_activities_yaml[] = {
#embed "../Web/Locales/vi-activities.yaml"
};
static const unsigned char vi_circulation_yaml[] = {
#embed "../Web/Locales/vi-circulation.yaml"
};
static const unsigned char vi_dashboard_yaml[] = {
#embed "../Web/Locales/vi-dashboard.yaml"
};
static const unsigned char vi_details_yaml[] = {
#embed "../Web/Locales/vi-details.yaml"
};
static const unsigned char vi_figures_yaml[] = {
#embed "../Web/Locales/vi-figures.yaml"
};
static const unsigned char vi_holdings_yaml[] = {
#embed "../Web/Locales/vi-holdings.yaml"
};
static const unsigned char vi_ingest_yaml[] = {
#embed "../Web/Locales/vi-ingest.yaml"
};
static const unsigned char vi_membership_yaml[] = {
#embed "../Web/Locales/vi-membership.yaml"
};
static const unsigned char vi_plans_yaml[] = {
#embed "../Web/Locales/vi-plans.yaml"
};
static const unsigned char vi_reading_lists_yaml[] = {
#embed "../Web/Locales/vi-reading-lists.yaml"
};
static const unsigned char vi_reports_yaml[] = {
#embed "../Web/Locales/vi-reports.yaml"
};
static const unsigned char vi_rotation_yaml[] = {
#embed "../Web/Locales/vi-rotation.yaml"
};
static const unsigned char vi_upkeep_yaml[] = {
#embed "../Web/Locales/vi-upkeep.yaml"
};
static const unsigned char vi_yaml[] = {
#embed "../Web/Locales/vi.yaml"
};

static const struct hoclieu_site_file files[] = {
    {"desk.js", desk_js, sizeof desk_js},
    {"icon.svg", icon_svg, sizeof icon_svg},
    {"scan.js", scan_js, sizeof scan_js},
    {"search.js", search_js, sizeof search_js},
    {"site.css", site_css, sizeof site_css},
    {"upload.js", upload_js, sizeof upload_js},
    {"en-activities.yaml", en_activities_yaml, sizeof en_activities_yaml},
    {"en-circulation.yaml", en_circulation_yaml, sizeof en_circulation_yaml},
    {"en-dashboard.yaml", en_dashboard_yaml, sizeof en_dashboard_yaml},
    {"en-details.yaml", en_details_yaml, sizeof en_details_yaml},
    {"en-figures.yaml", en_figures_yaml, sizeof en_figures_yaml},
    {"en-holdings.yaml", en_holdings_yaml, sizeof en_holdings_yaml},
    {"en-ingest.yaml", en_ingest_yaml, sizeof en_ingest_yaml},
    {"en-membership.yaml", en_membership_yaml, sizeof en_membership_yaml},
    {"en-plans.yaml", en_plans_yaml, sizeof en_plans_yaml},
    {"en-reading-lists.yaml", en_reading_lists_yaml, sizeof en_reading_lists_yaml},
    {"en-reports.yaml", en_reports_yaml, sizeof en_reports_yaml},
    {"en-rotation.yaml", en_rotation_yaml, sizeof en_rotation_yaml},
    {"en-upkeep.yaml", en_upkeep_yaml, sizeof en_upkeep_yaml},
    {"en.yaml", en_yaml, sizeof en_yaml},
    {"vi-activities.yaml", vi_activities_yaml, sizeof vi_activities_yaml},
    {"vi-circulation.yaml", vi_circulation_yaml, sizeof vi_circulation_yaml},
    {"vi-dashboard.yaml", vi_dashboard_yaml, sizeof vi_dashboard_yaml},
    {"vi-details.yaml", vi_details_yaml, sizeof vi_details_yaml},
    {"vi-figures.yaml", vi_figures_yaml, sizeof vi_figures_yaml},
    {"vi-holdings.yaml", vi_holdings_yaml, sizeof vi_holdings_yaml},
    {"vi-ingest.yaml", vi_ingest_yaml, sizeof vi_ingest_yaml},
    {"vi-membership.yaml", vi_membership_yaml, sizeof vi_membership_yaml},
    {"vi-plans.yaml", vi_plans_yaml, sizeof vi_plans_yaml},
    {"vi-reading-lists.yaml", vi_reading_lists_yaml, sizeof vi_reading_lists_yaml},
    {"vi-reports.yaml", vi_reports_yaml, sizeof vi_reports_yaml},
    {"vi-rotation.yaml", vi_rotation_yaml, sizeof vi_rotation_yaml},
    {"vi-upkeep.yaml", vi_upkeep_yaml, sizeof vi_upkeep_yaml},
    {"vi.yaml", vi_yaml, sizeof vi_yaml},
};

const struct hoclieu_site_file *hoclieu_site_file_named(const char *name) {
    for (size_t place = 0; place < sizeof files / sizeof *files; place++) {
        if (strcmp(files[place].name, name) == 0) return &files[place];
    }
    return NULL;
}

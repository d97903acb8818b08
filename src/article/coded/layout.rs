//! Which columns a table of each scheme has, and which of them say what.
//!
//! GDELT's files have no head, so theirs are known by number. Facts of the published code books.

use super::Scheme;

/// All 61 columns of events of GDELT 2.0, in order.
pub const GDELT: [&str; 61] = [
    "GLOBALEVENTID",
    "SQLDATE",
    "MonthYear",
    "Year",
    "FractionDate",
    "Actor1Code",
    "Actor1Name",
    "Actor1CountryCode",
    "Actor1KnownGroupCode",
    "Actor1EthnicCode",
    "Actor1Religion1Code",
    "Actor1Religion2Code",
    "Actor1Type1Code",
    "Actor1Type2Code",
    "Actor1Type3Code",
    "Actor2Code",
    "Actor2Name",
    "Actor2CountryCode",
    "Actor2KnownGroupCode",
    "Actor2EthnicCode",
    "Actor2Religion1Code",
    "Actor2Religion2Code",
    "Actor2Type1Code",
    "Actor2Type2Code",
    "Actor2Type3Code",
    "IsRootEvent",
    "EventCode",
    "EventBaseCode",
    "EventRootCode",
    "QuadClass",
    "GoldsteinScale",
    "NumMentions",
    "NumSources",
    "NumArticles",
    "AvgTone",
    "Actor1Geo_Type",
    "Actor1Geo_FullName",
    "Actor1Geo_CountryCode",
    "Actor1Geo_ADM1Code",
    "Actor1Geo_ADM2Code",
    "Actor1Geo_Lat",
    "Actor1Geo_Long",
    "Actor1Geo_FeatureID",
    "Actor2Geo_Type",
    "Actor2Geo_FullName",
    "Actor2Geo_CountryCode",
    "Actor2Geo_ADM1Code",
    "Actor2Geo_ADM2Code",
    "Actor2Geo_Lat",
    "Actor2Geo_Long",
    "Actor2Geo_FeatureID",
    "ActionGeo_Type",
    "ActionGeo_FullName",
    "ActionGeo_CountryCode",
    "ActionGeo_ADM1Code",
    "ActionGeo_ADM2Code",
    "ActionGeo_Lat",
    "ActionGeo_Long",
    "ActionGeo_FeatureID",
    "DATEADDED",
    "SOURCEURL",
];
/// So many of them, up to the tone, stand in its first version too.
const GDELT_SHARED: usize = 35;
/// Numbers of columns of a file of GDELT events: of the first version before and since April 2013, and
/// of the second. The last column of the newer two is the address.
const GDELT_COLUMNS: [usize; 3] = [57, 58, 61];
/// Columns of a file of GDELT's Global Knowledge Graph 2.1.
const GKG_COLUMNS: usize = 27;

/// All 40 columns of POLECAT, in order: some of its files have a damaged head.
pub const POLECAT: [&str; 40] = [
    "Event ID",
    "Event Date",
    "Event Type",
    "Event Mode",
    "Intensity",
    "Quad Code",
    "Contexts",
    "Actor Name",
    "Actor Country",
    "Actor COW",
    "Primary Actor Sector",
    "Actor Sectors",
    "Actor Title",
    "Actor Name Raw",
    "Wikipedia Actor ID",
    "Recipient Name",
    "Recipient Country",
    "Recipient COW",
    "Primary Recipient Sector",
    "Recipient Sectors",
    "Recipient Title",
    "Recipient Name Raw",
    "Wikipedia Recipient ID",
    "Placename",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
    "GeoNames ID",
    "Raw Placename",
    "Feature Type",
    "Source",
    "Publication Date",
    "Story People",
    "Story Organizations",
    "Story Locations",
    "Language",
    "Version",
];

/// What a column is good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    Id,
    Date,
    SourceCountry,
    SourceGroup,
    SourceName,
    TargetCountry,
    TargetGroup,
    TargetName,
    Code,
    Mode,
    Quad,
    Score,
    Outlet,
    Address,
    Document,
}

/// The columns of a table, by their number; `None` for those that are not asked for.
pub(super) type Layout = Vec<Option<Column>>;

/// The scheme of a table with these names in its first row, and what its columns say.
pub(super) fn of_names(names: &[&str]) -> Option<(Scheme, Layout)> {
    let has = |wanted: &[&str]| wanted.iter().all(|wanted| names.iter().any(|name| is(name, wanted)));
    let scheme = if has(&["CAMEO Code", "Source Name", "Target Name", "Event Date"]) {
        Scheme::Icews
    } else if has(&["Event Type", "Actor Name", "Recipient Name"]) {
        Scheme::Polecat
    } else if has(&["GLOBALEVENTID", "Actor1CountryCode", "Actor2CountryCode", "EventCode"]) {
        Scheme::Gdelt
    } else {
        return None;
    };
    Some((scheme, names.iter().map(|name| column(scheme, name)).collect()))
}

/// The scheme of a table without a head, by its first row.
pub(super) fn of_row(cells: &[&str]) -> Option<(Scheme, Layout)> {
    let digits = |cell: &str, count: usize| cell.len() >= count && cell.bytes().all(|b| b.is_ascii_digit());
    let (Some(first), Some(second)) = (cells.first(), cells.get(1)) else { return None };
    if GDELT_COLUMNS.contains(&cells.len()) && digits(first, 1) && second.len() == 8 && digits(second, 8) {
        let mut layout: Layout =
            GDELT[..GDELT_SHARED].iter().map(|name| column(Scheme::Gdelt, name)).collect();
        layout.resize(cells.len(), None);
        if cells.len() > 57
            && let Some(last) = layout.last_mut()
        {
            *last = Some(Column::Address);
        }
        return Some((Scheme::Gdelt, layout));
    }
    // A record is named by its time, `20150218230000-0`, and the time stands behind it again.
    let is_time = second.len() == 14 && digits(second, 14);
    if cells.len() == GKG_COLUMNS && is_time && first.get(..14) == Some(second) {
        return Some((Scheme::Gkg, Vec::new()));
    }
    None
}

fn is(name: &str, wanted: &str) -> bool {
    name.trim().trim_start_matches('\u{feff}').eq_ignore_ascii_case(wanted)
}

fn column(scheme: Scheme, name: &str) -> Option<Column> {
    use Column as C;
    let columns: &[(&str, Column)] = match scheme {
        Scheme::Gdelt => &[
            ("GLOBALEVENTID", C::Id),
            ("SQLDATE", C::Date),
            ("Actor1CountryCode", C::SourceCountry),
            ("Actor1KnownGroupCode", C::SourceGroup),
            ("Actor2CountryCode", C::TargetCountry),
            ("Actor2KnownGroupCode", C::TargetGroup),
            ("EventCode", C::Code),
            ("QuadClass", C::Quad),
            ("GoldsteinScale", C::Score),
            ("SOURCEURL", C::Address),
        ],
        Scheme::Icews => &[
            ("Event ID", C::Id),
            ("Event Date", C::Date),
            ("Source Name", C::SourceName),
            ("Source Country", C::SourceCountry),
            ("Event Text", C::Mode),
            ("CAMEO Code", C::Code),
            ("Intensity", C::Score),
            ("Target Name", C::TargetName),
            ("Target Country", C::TargetCountry),
            ("Story ID", C::Document),
            ("Publisher", C::Outlet),
        ],
        Scheme::Polecat => &[
            ("Event ID", C::Id),
            ("Event Date", C::Date),
            ("Event Type", C::Code),
            ("Event Mode", C::Mode),
            ("Intensity", C::Score),
            ("Quad Code", C::Quad),
            ("Actor Name", C::SourceName),
            ("Actor Country", C::SourceCountry),
            ("Recipient Name", C::TargetName),
            ("Recipient Country", C::TargetCountry),
            ("Source", C::Outlet),
        ],
        Scheme::Plover | Scheme::Gkg => &[],
    };
    columns.iter().find(|(wanted, _)| is(name, wanted)).map(|(_, column)| *column)
}

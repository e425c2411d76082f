//! The schema of `report.json`, made of the types themselves.

use super::{Report, SCHEMA};
use schemars::generate::SchemaSettings;

/// The schema as JSON, Draft 2020-12. `docs/report.schema.json` holds it.
///
/// ```
/// use ifrace_report::report::schema;
///
/// let schema: serde_json::Value = serde_json::from_str(&schema())?;
/// assert_eq!(schema["properties"]["schema"]["const"], 1);
/// # Ok::<(), serde_json::Error>(())
/// ```
pub fn schema() -> String {
    let mut schema = SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<Report>();
    schema.insert("$id".to_owned(), format!("urn:ifrace:report:{SCHEMA}").into());
    schema.insert("title".to_owned(), "Report of ifrace".into());
    format!("{:#}\n", schema.to_value())
}

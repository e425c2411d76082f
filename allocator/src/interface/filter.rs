//! The network filter of an interface.

/// A `<filterref>`: a filter of libvirt's nwfilter driver.
#[derive(Clone, Debug, PartialEq, Eq, Hash, serde::Serialize)]
pub struct Filter {
    /// The name of the filter, such as `clean-traffic`.
    pub name: String,
    /// Its `<parameter>` elements, in their order: names and values.
    pub parameters: Vec<(String, String)>,
}

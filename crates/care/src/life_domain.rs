//! The parts of life into which something can be carried.

use terms::words;

words! {
    /// A part of life. The six are those of Bathje and others (2022, doi 10.3389/fpsyg.2022.824077), who compared models of integration;
    /// whoever carries something forward may name one, and never has to.
    LifeDomain {
        Mind = "mind", "Mind";
        Body = "body", "Body";
        Spirit = "spirit", "Spirit and meaning";
        Relationships = "relationships", "Relationships";
        Lifestyle = "lifestyle", "Daily life";
        Nature = "nature", "Nature";
    }
}

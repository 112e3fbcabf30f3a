//! The versions of the API, and sets of them.

use std::fmt;

/// A version of the API.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Version {
    /// `v1`, of 2016 to 2018.
    #[default]
    V1,
    /// `v1.1`, since October 2018.
    V1_1,
    /// `v2`, since 2020.
    V2,
}

impl Version {
    /// Every version, oldest first.
    pub const ALL: [Self; 3] = [Self::V1, Self::V1_1, Self::V2];

    /// The version as the API writes it, which is also the first segment of its paths.
    pub fn name(self) -> &'static str {
        match self {
            Self::V1 => "v1",
            Self::V1_1 => "v1.1",
            Self::V2 => "v2",
        }
    }

    /// The version of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|version| version.name() == name)
    }
}

/// A set of versions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Versions(u8);

impl Versions {
    /// No version.
    pub const NONE: Self = Self(0);
    /// Every version.
    pub const ALL: Self = Self(0b111);
    /// `v1` only.
    pub const V1: Self = Self(0b001);
    /// `v1` and `v1.1`.
    pub const V1S: Self = Self(0b011);
    /// `v1.1` and `v2`.
    pub const SINCE_V1_1: Self = Self(0b110);
    /// `v1.1` only.
    pub const V1_1: Self = Self(0b010);
    /// `v2` only.
    pub const V2: Self = Self(0b100);

    /// Returns true if `version` is one of them.
    pub fn has(self, version: Version) -> bool {
        let bit = match version {
            Version::V1 => Self::V1,
            Version::V1_1 => Self::V1_1,
            Version::V2 => Self::V2,
        };
        self.0 & bit.0 != 0
    }

    /// These versions and those.
    pub fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The versions of the set, oldest first, as the API writes them.
    pub fn names(self) -> Vec<&'static str> {
        let mut names = Vec::new();
        for version in &Version::ALL {
            if self.has(*version) {
                names.push(version.name());
            }
        }
        names
    }
}

/// `v1`, or `v1.1 and v2`.
impl fmt::Display for Versions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.names().join(" and "))
    }
}

//! What the end-to-end tests stand on: browsers driven through WebDriver and watched through
//! their own protocol, servers, GnuPG, and a person who fills in the form.
#![warn(missing_docs)]

pub mod attached;
pub mod cdp;
pub mod chromium;
pub mod clipboard;
pub mod evidence;
pub mod files;
pub mod firefox;
pub mod form;
pub mod gpg;
pub mod measure;
pub mod odd;
pub mod process;
pub mod report;
pub mod scene;
pub mod search;
pub mod stand;
pub mod storage;
pub mod unpacked;
pub mod vendor;
pub mod wait;
pub mod webdriver;

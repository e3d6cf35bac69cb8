#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| sealed_report_fuzz::packages::file_name(data));

//! Quotation marks as the Nordic countries use them: »…«, «…», ”…”, “…”, „…“, "…", ’…’.

/// The marks that close what this mark opens; none if it opens nothing.
pub(super) fn closing(mark: char) -> &'static [char] {
    match mark {
        '»' => &['«', '»'],
        '«' => &['»'],
        '”' => &['”'],
        '“' => &['”', '“'],
        '„' => &['“', '”'],
        '"' => &['"'],
        '‘' => &['’'],
        '’' => &['’'],
        _ => &[],
    }
}

/// Whether a mark can be an apostrophe, so that it opens and closes only beside a blank.
pub(super) fn is_apostrophe(mark: char) -> bool {
    mark == '’'
}

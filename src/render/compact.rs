//! A style sheet or a script without what only its authors need: comments, indents, blanks that part nothing.
//!
//! In: the text of either, well-formed or not. Out: one of the same meaning, in fewer bytes. Changes no word, no string
//! and no address, and does not judge what it reads.

/// What needs no blank after it.
const OPEN: [char; 5] = ['{', '}', ';', ',', ':'];

/// The smaller sheet.
pub fn compact(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut blank = false;
    let mut rest = css;
    while let Some(first) = rest.chars().next() {
        let (token, after) = rest.split_at(length(rest, first));
        rest = after;
        if first.is_ascii_whitespace() {
            blank = true;
            continue;
        }
        if token.starts_with("/*") {
            // Without it, two words would become one.
            if !blank && !out.is_empty() && !out.ends_with(OPEN) {
                out.push_str("/**/");
            }
            continue;
        }
        if first == '}' && out.ends_with(';') {
            out.pop();
        }
        if blank && !out.is_empty() && !out.ends_with(OPEN) && !matches!(first, '{' | '}' | ';' | ',') {
            out.push(' ');
        }
        blank = false;
        out.push_str(token);
    }
    out
}

/// A script without its indents and without lines that are comments. One with a text over several lines, or a
/// comment over several, stays as it is: only a reader of the whole language could tell what belongs to it.
pub fn compact_script(script: &str) -> String {
    let opens_comment = |line: &str| line.split("/*").skip(1).any(|after| !after.contains("*/"));
    let is_open = |line: &str| line.matches('`').count() % 2 == 1 || line.ends_with('\\') || opens_comment(line);
    if script.lines().any(is_open) {
        return script.to_owned();
    }
    let lines = script.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//"));
    lines.flat_map(|line| [line, "\n"]).collect()
}

/// How many bytes belong together: a comment, a string, an address, what is escaped, or one letter.
fn length(rest: &str, first: char) -> usize {
    let to = |end: Option<usize>| end.unwrap_or(rest.len());
    match first {
        '/' if rest.starts_with("/*") => to(rest.get(2..).and_then(|own| own.find("*/")).map(|at| at + 4)),
        '"' | '\'' => to(string_end(rest, first)),
        'u' if rest.starts_with("url(") && !rest.starts_with("url(\"") && !rest.starts_with("url('") => {
            to(rest.find(')').map(|at| at + 1))
        }
        '\\' => to(rest.char_indices().nth(2).map(|(at, _)| at)),
        _ => first.len_utf8(),
    }
}

/// Where a string ends that begins here; what is escaped does not end it.
fn string_end(rest: &str, quote: char) -> Option<usize> {
    let mut letters = rest.char_indices().skip(1);
    while let Some((at, letter)) = letters.next() {
        match letter {
            '\\' => drop(letters.next()),
            _ if letter == quote => return Some(at + 1),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{compact, compact_script};

    #[test]
    fn a_script_loses_its_comments_and_indents() {
        assert_eq!(compact_script("// a\n(() => {\n  // b\n  c('// d');\n\n})();\n"), "(() => {\nc('// d');\n})();\n");
        for whole in ["  a(`b\n  // c`);\n", "/* a\n  // b */\n", "'a\\\n  // b';\n"] {
            assert_eq!(compact_script(whole), whole);
        }
    }

    #[test]
    fn what_parts_nothing_goes() {
        let cases = [
            (
                "a { color: red; margin: 0 auto; }\n\n/* b */\nb > c, d { top: 0 }\n",
                "a{color:red;margin:0 auto}b > c,d{top:0}",
            ),
            (
                "@media (min-width: 48rem) and (a) {\n\tb :is(c, d) :hover { x: calc(1px + 2px); }\n}\n",
                "@media (min-width:48rem) and (a){b :is(c,d) :hover{x:calc(1px + 2px)}}",
            ),
            ("a::before { content: \"/  { ; \\\" /* */\" / \"\"; }", "a::before{content:\"/  { ; \\\" /* */\" / \"\"}"),
            ("a { background: url(//x/*/y  z) no-repeat }", "a{background:url(//x/*/y  z) no-repeat}"),
            ("a\\:b  c { d: e }", "a\\:b c{d:e}"),
            ("a { b: 'c", "a{b:'c"),
            ("a/* b */.c { } /* d", "a/**/.c{}"),
            ("@layer a, b;\n:root { --c: ; }", "@layer a,b;:root{--c:}"),
        ];
        for (css, wanted) in cases {
            assert_eq!(compact(css), wanted, "{css}");
            assert_eq!(compact(wanted), wanted, "twice: {css}");
        }
    }
}

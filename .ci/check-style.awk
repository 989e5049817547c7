# Judges Swift files: Sources/ and Tests/ as given on the command line. .ci/check-style calls it.
#
# Comments and strings are blanked out before anything is looked for, so that neither counts as code. A function is
# everything from its `func`, `init`, `deinit` or `subscript` to the brace that closes its body.

function wrong(place, text) {
    print "style: " place ": " text
    failures++
}

# The line without its comments and with its strings emptied. What goes on over the line's end is kept in
# comment_depth, string_end (of a """ string) and the stack of strings that an interpolation stands in.
function strip(line,    out, rest, token, hashes) {
    out = ""
    rest = line
    while (rest != "") {
        if (comment_depth) {
            if (!match(rest, /\/\*|\*\//)) return out
            comment_depth += substr(rest, RSTART, 2) == "/*" ? 1 : -1
            rest = substr(rest, RSTART + 2)
            continue
        }
        if (string_end != "") {
            rest = after_string_part(rest)
            if (string_end == "") out = out "\""
            continue
        }
        if (!match(rest, /#*"|\/\/|\/\*|[()]/)) return out rest
        token = substr(rest, RSTART, RLENGTH)
        out = out substr(rest, 1, RSTART - 1)
        rest = substr(rest, RSTART + RLENGTH)
        if (token == "//") return out
        if (token == "/*") {
            comment_depth = 1
        } else if (token == "(") {
            if (stacked) stack_depth[stacked]++
            out = out token
        } else if (token == ")") {
            if (stacked && --stack_depth[stacked] == 0) string_end = stack_end[stacked--]
            else out = out token
        } else {
            hashes = substr(token, 1, length(token) - 1)
            if (substr(rest, 1, 2) == "\"\"") {
                rest = substr(rest, 3)
                string_end = "\"\"\"" hashes
            } else {
                string_end = "\"" hashes
            }
            out = out "\""
        }
    }
    return out
}

# Goes over the string that is open, to its end or to an interpolation; returns what comes behind.
function after_string_part(rest,    escape, hashes, at, end_at, escape_at) {
    hashes = string_end
    gsub(/"/, "", hashes)
    escape = "\\" hashes
    at = 1
    for (;;) {
        end_at = index(substr(rest, at), string_end)
        escape_at = index(substr(rest, at), escape)
        if (escape_at && (!end_at || escape_at < end_at)) {
            at += escape_at - 1 + length(escape)
            if (substr(rest, at, 1) == "(") {
                stacked++
                stack_end[stacked] = string_end
                stack_depth[stacked] = 1
                string_end = ""
                return substr(rest, at + 1)
            }
            at++
            continue
        }
        if (end_at) {
            at += end_at - 1 + length(string_end)
            string_end = ""
            return substr(rest, at)
        }
        return ""
    }
}

# Follows braces and parentheses through a stripped line and notes the length of each function that ends in it.
function follow(line,    rest, token, before) {
    if (awaiting && parentheses <= 0 && line ~ /[^ \t]/ && line !~ /^[ \t]*(throws|rethrows|async|->|where|\{)/) awaiting = 0
    rest = line
    while (match(rest, /[{}()]|(func[ \t]+[^ \t]|init[?!]?[ \t]*[<(]|deinit[ \t]*\{|subscript[ \t]*[<(])/)) {
        token = substr(rest, RSTART, RLENGTH)
        before = RSTART > 1 ? substr(rest, RSTART - 1, 1) : " "
        if (length(token) > 1) {
            if (before !~ /[A-Za-z0-9_.]/) {
                awaiting = 1
                started = FNR
                parentheses = 0
            }
            # The bracket itself is looked at next.
            rest = substr(rest, RSTART + (token ~ /[({]$/ ? RLENGTH - 1 : RLENGTH))
            continue
        }
        if (token == "(") parentheses++
        if (token == ")") parentheses--
        if (token == "{") {
            braces++
            if (awaiting && parentheses <= 0) {
                opened++
                open_line[opened] = started
                open_brace[opened] = braces
                awaiting = 0
            }
        }
        if (token == "}") {
            if (opened && open_brace[opened] == braces) note_function(open_line[opened--])
            braces--
        }
        rest = substr(rest, RSTART + 1)
    }
}

function note_function(first,    lines) {
    lines = FNR - first + 1
    if (in_sources) function_lines[++functions] = lines
    if (lines > 60) wrong(FILENAME ":" first, "a function of " lines " lines; 60 are the limit")
}

function end_file(    limit) {
    if (name == "") return
    limit = in_sources ? 400 : 600
    if (last > limit) wrong(name, last " lines; " limit " are the limit")
    if (in_sources) {
        file_lines[++files] = last
        source_total += last
    } else {
        test_total += last
    }
}

function sort_numbers(numbers, count,    i, j, value) {
    for (i = 2; i <= count; i++) {
        value = numbers[i]
        for (j = i - 1; j >= 1 && numbers[j] > value; j--) numbers[j + 1] = numbers[j]
        numbers[j + 1] = value
    }
}

function quantile(numbers, count, share,    at) {
    at = int(share * count) + 1
    return numbers[at > count ? count : at]
}

FNR == 1 {
    end_file()
    name = FILENAME
    in_sources = FILENAME ~ /(^|\/)Sources\//
    in_library = in_sources && FILENAME !~ /\/Commands\//
    comment_depth = 0
    string_end = ""
    stacked = braces = parentheses = awaiting = opened = 0
}

{
    last = FNR
    if ($0 ~ /(TODO|FIXME|XXX)/) wrong(FILENAME ":" FNR, "a note of something undone: do it or leave it out")
    code = strip($0)
    # A string on one line ends with it, whatever stands in it.
    if (string_end ~ /^"#*$/) string_end = ""
    follow(code)
    if (!in_sources) next

    if ($0 ~ /Date\(\)|(Continuous|Suspending)Clock|clock_gettime|DispatchTime/ && FILENAME !~ /\/Adapters\/Machine\//)
        wrong(FILENAME ":" FNR, "reads the clock: only Sources/Adapters/Machine does, others are given a LabClock")
    if (code ~ /(^|[^A-Za-z0-9_])try!/) wrong(FILENAME ":" FNR, "`try!`")
    if (code ~ /(^|[^A-Za-z0-9_])as!/) wrong(FILENAME ":" FNR, "`as!`")
    if (code ~ /(^|[^A-Za-z0-9_])fatalError\(/) wrong(FILENAME ":" FNR, "`fatalError(`: throw, or say why it cannot be by `preconditionFailure`")
    if (in_library && code ~ /(^|[^A-Za-z0-9_.])(print|debugPrint|dump)\(/)
        wrong(FILENAME ":" FNR, "a library prints: hand the text out or log it")
}

END {
    end_file()
    if (!files) {
        wrong("Sources", "no Swift file found")
        exit 1
    }
    sort_numbers(file_lines, files)
    sort_numbers(function_lines, functions)
    if (quantile(file_lines, files, 0.5) > 120) wrong("Sources", "the median file is longer than 120 lines")
    if (quantile(file_lines, files, 0.9) > 300) wrong("Sources", "more than a tenth of the files are longer than 300 lines")
    if (functions && quantile(function_lines, functions, 0.9) > 25)
        wrong("Sources", "more than a tenth of the functions are longer than 25 lines")
    # Half is the limit and as many is the aim.
    if (test_total < 0.5 * source_total) wrong("Tests", test_total " lines test " source_total " lines of Sources: half as many is the least")
    printf "style: %d files, lines median %d, p90 %d, most %d; %d functions, lines median %d, p90 %d, most %d; test lines %d to %d\n", \
        files, quantile(file_lines, files, 0.5), quantile(file_lines, files, 0.9), file_lines[files], \
        functions, quantile(function_lines, functions, 0.5), quantile(function_lines, functions, 0.9), \
        functions ? function_lines[functions] : 0, test_total, source_total
    if (failures) exit 1
}

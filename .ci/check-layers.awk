# Reads, each line behind a letter: the rows (L), Package.swift (P), the modules' folders (F) and all imports (I).
# .ci/check-layers feeds it; .ci/layers.txt says what the rows mean.

function wrong(text) {
    print "layers: " text
    failures++
}

# Splits a line's names into the array `names`; returns their count.
function split_names(text) {
    gsub(/^[ \t]+|[ \t]+$/, "", text)
    return split(text, names, /[ \t]+/)
}

function read_rule(line,    head, count, i, words) {
    sub(/#.*/, "", line)
    if (line ~ /^[ \t]*$/) return
    if (line !~ /:/) {
        wrong(".ci/layers.txt: no colon in `" line "`")
        return
    }
    head = line
    sub(/:.*/, "", head)
    sub(/^[^:]*:/, "", line)
    count = split_names(line)
    if (head ~ /^(only|never|files) /) {
        split(head, words, " ")
        if (words[1] == "files") most_files[words[2]] = names[1] + 0
        if (words[1] == "only") sealed[words[2]] = 1
        for (i = 1; i <= count; i++) rule[words[1], words[2], names[i]] = 1
        return
    }
    rows++
    for (i = 1; i <= count; i++) {
        if (names[i] in row) wrong(".ci/layers.txt: " names[i] " stands in two rows")
        row[names[i]] = rows
        folder[names[i]] = head
    }
}

# How many files of one module may import a C module.
function files_limit(module) {
    return module in most_files ? most_files[module] : 3
}

# Takes the quoted names out of the first bracket of `text`, or of the one behind `label`, into `names`.
function bracket_names(text, label,    start, count) {
    if (label != "") {
        start = index(text, label ": [")
        if (!start) return 0
        text = substr(text, start)
    }
    if (!match(text, /\[[^]]*\]/)) return 0
    text = substr(text, RSTART + 1, RLENGTH - 2)
    gsub(/[" \t]/, "", text)
    if (text == "") return 0
    count = split(text, names, /,/)
    return names[count] == "" ? count - 1 : count
}

# One finished entry of the table: kind(…).
function read_module(text,    kind, name, place, parts, count, i) {
    kind = text
    sub(/\(.*/, "", kind)
    split(text, parts, "\"")
    place = kind == "c" ? "C" : kind == "executable" ? "Commands" : parts[2]
    name = kind == "library" ? parts[4] : parts[2]
    tabled[name] = place
    if (!(name in row)) {
        wrong("Package.swift: " name " stands in no row of .ci/layers.txt")
        return
    }
    if (folder[name] != place)
        wrong("Package.swift: " name " lies in " place "/, its row in .ci/layers.txt is of " folder[name] "/")
    if (row[name] < last_row)
        wrong("Package.swift: " name " stands below a module of a higher row; the table is ordered lowest first")
    if (row[name] > last_row) last_row = row[name]
    # The same for every executable; Package.swift's own function says so.
    if (kind == "executable") brings[name, "ArgumentParser"] = 1
    count = bracket_names(text, "products")
    for (i = 1; i <= count; i++) brings[name, names[i]] = 1
    count = kind == "c" ? 0 : bracket_names(text, "")
    for (i = 1; i <= count; i++) {
        uses[name, names[i]] = 1
        judge(name, names[i], "Package.swift")
    }
}

# Collects the table's entries, which may go over several lines, by counting parentheses.
function read_manifest(line,    i, sign) {
    if (line ~ /^let modules: \[Module\] = \[/) {
        in_table = 1
        return
    }
    if (!in_table) return
    if (line ~ /^\]/) {
        in_table = 0
        return
    }
    sub(/\/\/.*/, "", line)
    entry = entry line
    depth += gsub(/\(/, "(", line) - gsub(/\)/, ")", line)
    if (depth == 0 && entry ~ /\)/) {
        gsub(/^[ \t]+/, "", entry)
        read_module(entry)
        entry = ""
    }
}

# Whether `user` may import `used`; says where not.
function judge(user, used, place) {
    if ((used in row) && row[used] >= row[user])
        wrong(place ": " user " (row " row[user] - 1 ") may not use " used " (row " row[used] - 1 "): only lower rows")
    if ((used in sealed) && !(("only", used, user) in rule))
        wrong(place ": " user " may not use " used ", which is sealed in another module")
    if (("never", user, used) in rule)
        wrong(place ": " user " never uses " used)
    if (used == "LabTesting")
        wrong(place ": " user " may not use LabTesting, which is for tests and benchmarks")
}

function read_import(line,    place, path, parts, user, used, text) {
    match(line, /^[^:]*:[0-9]+:/)
    place = substr(line, 1, RLENGTH - 1)
    text = substr(line, RLENGTH + 1)
    split(place, path, /[\/:]/)
    user = path[3]
    sub(/[ \t]*\/\/.*/, "", text)
    used = text
    sub(/^.*import[ \t]+((struct|class|enum|protocol|func|var|let|typealias)[ \t]+)?/, "", used)
    split(used, parts, /[. \t;]/)
    used = parts[1]
    if (text ~ /@(testable|_)/) wrong(place ": " user " opens " used " further than its public words")
    if (!(user in row)) return
    judge(user, used, place)
    if (used in row) {
        if (!((user, used) in uses))
            wrong(place ": " user " uses " used ", which its row of Package.swift does not list")
        if (folder[used] == "C" && text ~ /(public|package)[ \t]+import/)
            wrong(place ": the C module " used " is imported for all to see; say `internal import`")
        if (folder[used] == "C" && ++importing_files[user, used] == files_limit(used) + 1)
            wrong(place ": " user " imports the C module " used " in more than " files_limit(used) " files")
        return
    }
    if (used in system_modules) return
    # The toolchain's own too, and for whoever supports tests alone.
    if (used == "Testing" && user == "LabTesting") return
    if (!((user, used) in brings))
        wrong(place ": " user " uses " used ", which its row of Package.swift does not list among its products")
}

BEGIN {
    count = split_names("Foundation FoundationEssentials Synchronization Glibc Dispatch")
    for (i = 1; i <= count; i++) system_modules[names[i]] = 1
}

{ kind = $1; text = substr($0, 3) }
kind == "L" { read_rule(text) }
kind == "P" { read_manifest(text) }
kind == "F" {
    split(text, parts, "/")
    if (!(parts[2] in tabled))
        wrong("Sources/" text " is no module of Package.swift's table")
    else if (tabled[parts[2]] != parts[1])
        wrong("Sources/" text " should lie in Sources/" tabled[parts[2]] "/")
}
kind == "I" { read_import(text) }

END {
    if (in_table || !last_row) wrong("Package.swift: no table of modules found")
    if (failures) exit 1
}

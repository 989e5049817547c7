# shellcheck shell=bash
# What the commands of scripts/ share: finding the clone, installing what is missing, building what changed.
#
# Sourced, never run. Progress goes to standard error, so that a command's --json output stays one JSON object.
# Other files read: scripts/packages/*.txt, one Debian package a line.

set -euo pipefail

# The clone's own folder, whatever the working folder and through whatever links the command was called.
glasslab_root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.." && pwd)

# The oldest toolchain that reads Package.swift.
glasslab_swift_major=6
glasslab_swift_minor=2

say() {
    printf 'glasslab: %s\n' "$*" >&2
}

die() {
    say "$*"
    exit 1
}

# Prints the packages that the lists name: package_names build test
package_names() {
    local list
    for list in "$@"; do
        sed -e 's/#.*//' -e '/^[[:space:]]*$/d' "$glasslab_root/scripts/packages/$list.txt"
    done
}

# Prints those of the packages named on standard input that are not installed.
missing_packages() {
    local -a wanted
    mapfile -t wanted
    # dpkg-query fails when it has never heard of one of them: that one is missing from its answer, which is enough.
    { dpkg-query -W -f='${db:Status-Status} ${Package}\n' "${wanted[@]}" 2>/dev/null || true; } |
        awk -v wanted="${wanted[*]}" '
            $1 == "installed" { there[$2] = 1 }
            END {
                count = split(wanted, names, " ")
                for (i = 1; i <= count; i++) if (!(names[i] in there)) print names[i]
            }'
}

# Installs the packages of the lists that are not there yet: install_packages build test
install_packages() {
    local -a missing as_root=()
    if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
        require_libraries "$@"
        return
    fi
    mapfile -t missing < <(package_names "$@" | missing_packages)
    [[ ${#missing[@]} -gt 0 ]] || return 0

    if [[ $(id -u) -ne 0 ]]; then
        if ! command -v sudo >/dev/null || ! sudo -n true 2>/dev/null; then
            say "Debian packages are missing, and installing them needs root. Install them by"
            say "    sudo apt-get install --no-install-recommends ${missing[*]}"
            die "and run this command again."
        fi
        as_root=(sudo -n)
    fi
    say "installing Debian packages: ${missing[*]}"
    local -a apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=600)
    # One broken foreign source must not stop what the other sources can give: the install itself decides.
    "${apt[@]}" update >&2 || say "apt-get update failed; trying with the package lists at hand"
    if ! "${apt[@]}" install -y --no-install-recommends "${missing[@]}" >&2; then
        die "apt-get could not install: ${missing[*]}. Mend what it says above, then run this command again."
    fi
}

# On systems without apt: nothing can be installed from here, so the build needs the libraries to be there.
require_libraries() {
    local library
    for library in libavformat libavcodec libavfilter libavutil libswscale zbar libqrencode sqlite3; do
        if ! command -v pkg-config >/dev/null || ! pkg-config --exists "$library"; then
            say "this system has no apt-get, and $library with its headers is missing. On Debian 12 one would say"
            say "    apt-get install --no-install-recommends $(package_names "$@" | paste -sd ' ')"
            die "Install the same libraries by this system's own packages and run this command again."
        fi
    done
}

# Prints the folder of the tests' tools; their programs lie in its bin/.
tools_folder() {
    local data=${XDG_DATA_HOME:-${HOME:+$HOME/.local/share}}
    [[ $data == /* ]] || die "neither HOME nor XDG_DATA_HOME names a folder for the tests' tools. Set one of them."
    printf '%s\n' "$data/glasslab/tools"
}

# Ends the script unless a toolchain that can read Package.swift is on the PATH.
require_swift() {
    local text version
    if ! command -v swift >/dev/null; then
        die "the Swift toolchain is missing: no swift on the PATH. Install Swift 6 from https://www.swift.org/install/linux/ and run this command again."
    fi
    text=$(swift --version 2>/dev/null || true)
    version=$(sed -nE 's/.*Swift version ([0-9]+\.[0-9]+).*/\1/p' <<<"$text" | head -n 1)
    if [[ -z $version ]]; then
        die "swift --version did not tell its version. Check the toolchain at $(command -v swift)."
    fi
    if ((${version%.*} < glasslab_swift_major ||
        (${version%.*} == glasslab_swift_major && ${version#*.} < glasslab_swift_minor))); then
        die "Swift $version is too old: $glasslab_swift_major.$glasslab_swift_minor or newer is needed. Install it from https://www.swift.org/install/linux/."
    fi
}

# Prints what a build of these folders is made from, as one line that changes when they do: fingerprint Sources
fingerprint() {
    local toolchain
    toolchain=$(readlink -f "$(command -v swift || true)" || true)
    (
        cd "$glasslab_root"
        {
            printf '%s\n' "$toolchain"
            [[ -z $toolchain ]] || stat -c '%Y %s' "$toolchain"
            find Package.swift "$@" -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum
        } | sha256sum | cut -d ' ' -f 1
    )
}

# Prints which versions of other packages are in use, as one line. The first build itself writes that file.
resolved_versions() {
    [[ ! -f $glasslab_root/Package.resolved ]] || sha256sum <"$glasslab_root/Package.resolved"
}

# Names of the package's executables: their folders.
executable_names() {
    local folder
    for folder in "$glasslab_root"/Sources/Commands/*/; do
        [[ -d $folder ]] && basename "$folder"
    done
}

# Runs `swift build` or `swift test` on the whole package: run_swift build -c release
run_swift() {
    local action=$1
    shift
    # GLASSLAB_TARGETS would narrow the package to some modules: only the sanitizers' set asks for that.
    env -u GLASSLAB_TARGETS swift "$action" --package-path "$glasslab_root" \
        ${GLASSLAB_BUILD_JOBS:+--jobs "$GLASSLAB_BUILD_JOBS"} "$@"
}

# Builds into .build unless nothing changed since the last time: build_unless_fresh debug|release FOLDER… -- ARGUMENT…
#
# Beside the binaries lies a stamp of what they were built from. SwiftPM would find out by itself, but takes seconds.
build_unless_fresh() {
    local configuration=$1 name before seconds
    local -a folders=()
    shift
    while [[ $1 != -- ]]; do
        folders+=("$1")
        shift
    done
    shift
    local binaries="$glasslab_root/.build/$configuration"
    local stamp="$binaries/built-from.sha256"
    before=$(fingerprint "${folders[@]}")
    if [[ -f $stamp && $(<"$stamp") == "$before $(resolved_versions)" ]]; then
        local whole=1
        for name in $(executable_names); do
            [[ -x $binaries/$name ]] || whole=0
        done
        [[ $whole -eq 0 ]] || return 0
    fi
    require_swift
    say "building ($configuration; some minutes the first time)"
    seconds=$SECONDS
    rm -f "$stamp"
    if ! run_swift build -c "$configuration" "$@" >&2; then
        die "the build failed; what the compiler said stands above."
    fi
    printf '%s\n' "$before $(resolved_versions)" >"$stamp"
    say "built in $((SECONDS - seconds)) s"
}

# Builds the release executables.
build_release() {
    build_unless_fresh release Sources --
}

# Builds the debug executables and the tests.
build_tests() {
    build_unless_fresh debug Sources Tests -- --build-tests
}

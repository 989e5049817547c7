import LabModel
import Testing

@testable import RunStore

struct RunStoreErrorTests {
    static let texts: [(RunStoreError, String)] = [
        (
            .locked(path: "a.db"),
            "the database is locked by another process: a.db. "
                + "Close the program that holds it, or give each process its own --db file."
        ),
        (
            .readOnly(path: "a.db"),
            "the database cannot be written: it or its folder is read-only: a.db. "
                + "Make both writable, or choose another file with --db."
        ),
        (
            .newerVersion(path: "a.db"),
            "the database was made by a newer version of Glasslab: a.db. "
                + "Update Glasslab, or choose another file with --db."
        ),
        (
            .folder(path: "a"),
            "the database cannot be opened: it is a folder: a. "
                + "Give the path of a file, such as glasslab.sqlite, with --db."
        ),
        (
            .notADatabase(path: "a.txt"),
            "the file is not a database: a.txt. It was left as it is. Choose another file with --db."
        ),
        (
            .foreignDatabase(path: "a.db"),
            "the database belongs to another program: a.db. It was left as it is. Choose another file with --db."
        ),
        (
            .missing(path: "a.db"),
            "there is no such database: a.db. Measure something first, or name the right file with --db."
        ),
        (
            .noFolder(path: "x"),
            "the database's folder does not exist: x. Make the folder, or choose another file with --db."
        ),
        (
            .cannotOpen(path: "a.db", reason: "too many open files"),
            "the database cannot be opened (too many open files): a.db. "
                + "Check the path and its permissions, or choose another file with --db."
        ),
        (
            .diskFull(path: "a.db"),
            "the disk is full: a.db. Free some space and run again; what was stored before is kept."
        ),
        (
            .damaged(path: "a.db", reason: "malformed"),
            "the database is damaged (malformed): a.db. "
                + "Keep a copy and save what can be read with: sqlite3 FILE .recover"
        ),
        (
            .failed(path: "a.db", reason: "disk I/O error"),
            "the database failed (disk I/O error): a.db. "
                + "Check the disk, then run again; what was stored before is kept."
        ),
        (
            .noSuchRun(name: "x@2", path: "a.db"),
            "no run is named 'x@2': a.db. 'glasslab runs' lists what is stored."
        ),
        (
            .noSuchRun(name: "x@2", path: "a.db", near: ["x@1"]),
            "no run is named 'x@2': a.db. Did you mean 'x@1'? 'glasslab runs' lists what is stored."
        ),
        (
            .sampleCount(name: "x@2", stored: 20, given: 19),
            "19 samples cannot take the place of the 20 of the run 'x@2'. "
                + "Read the stored samples again and replace each of them."
        ),
        (
            .wrongID("a@b"),
            "the id 'a@b' cannot name a run. An id has 1 to 200 characters and no '@' or control character."
        ),
        (
            .wrongUUID("7"),
            "'7' is no UUID in lower case. An identity looks like 019378a1-0c5e-7b2a-9d3f-5a6b7c8d9e0f."
        ),
        (
            .runExists(uuid: "u", path: "a.db"),
            "the run u is stored already: a.db. "
                + "A repeated measurement needs a new identity: the same id then becomes another attempt."
        ),
        (
            .runEnded(name: "x@2"),
            "the run 'x@2' has ended and cannot change. Start another attempt with the same id."
        ),
        (
            .overflow(limit: 9, path: "a.db"),
            "more than 9 samples waited for the disk: a.db. "
                + "Use a faster disk for --db; the samples stored before are kept."
        ),
        (
            .tooManySamples(name: "x@2", limit: 9),
            "the run 'x@2' holds more than 9 samples. Read it chunk by chunk."
        ),
        (
            .olderVersion(path: "a.db", version: "3"),
            "the database has the tables of version 3, which cannot be merged: a.db. "
                + "Bring it up to date, which keeps a copy, with: glasslab migrate a.db"
        ),
        (
            .backupExists(path: "a.db.version3"),
            "there is a copy of an older database already: a.db.version3. "
                + "Move it away, then bring the database up to date again."
        ),
        (.mergeIntoItself(path: "a.db"), "a database cannot be merged into itself: a.db. Name other files to merge."),
        (
            .otherContent(name: "the run x@2 (u)", part: "samples", path: "a.db", into: "b.db"),
            "the run x@2 (u) has other samples than the one of the same identity in b.db: a.db. "
                + "Nothing of the file was merged. Find out which is right, and merge into a new file without the other."
        ),
        (
            .unsteady(path: "a.db"),
            "the database changed while it was merged: a.db. Wait until nobody writes it, then merge again."
        ),
        (.notStorable(reason: "n = nan"), "this cannot be stored (n = nan)"),
    ]

    @Test(arguments: texts)
    func `Each error says what, where and what helps`(error: RunStoreError, text: String) {
        #expect(error.description == text)
    }

    @Test func `A lock is worth a retry and a wrong id is wrong usage`() {
        #expect(RunStoreError.locked(path: "").exitStatus == .transient)
        #expect(RunStoreError.unsteady(path: "").exitStatus == .transient)
        #expect(RunStoreError.wrongID("").exitStatus == .usage)
        #expect(RunStoreError.diskFull(path: "").exitStatus == .failed)
    }
}

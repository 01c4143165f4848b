import Glibc

/// Where a report of `verify` goes: a file, or standard output for `-`.
///
/// A report stands in its file whole or not at all: what an earlier run left is taken away at the
/// start, and the new one takes its place in one step at the end. What is no such report is never
/// replaced: a case named by mistake stays.
struct ReportFile {
    let path: String
    /// What a report of its kind begins with.
    let beginning: [UInt8]

    var isStandardOutput: Bool { path == "-" }

    /// Takes away what an earlier run left.
    ///
    /// - Throws: Where no report can be written there.
    func prepare() throws(FileError) {
        if isStandardOutput { return }
        var status = stat()
        if stat(path, &status) == 0 {
            switch status.st_mode & S_IFMT {
            case S_IFDIR: throw FileError(text: "it is a folder")
            case S_IFREG: break
            default: return
            }
            guard access(path, W_OK) == 0 else { throw FileError(text: SystemError.text) }
            let old = try Files.beginning(of: path, count: beginning.count)
            guard old.isEmpty || old == beginning else {
                throw FileError(text: "it holds something else than a report of this kind")
            }
        }
        try Files.checkFolder(of: path)
        // What a link points to is emptied by the replacement, and the link stays.
        var link = stat()
        if lstat(path, &link) == 0, link.st_mode & S_IFMT == S_IFREG { unlink(path) }
    }

    func write(_ report: [UInt8]) throws(FileError) {
        if isStandardOutput {
            Output.write(report)
        } else {
            try Files.replace(path, with: report)
        }
    }
}

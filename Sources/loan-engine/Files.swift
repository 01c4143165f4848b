@preconcurrency import Glibc
import LoanCases

/// What the system said of the last call that failed.
enum SystemError {
    static var text: String { strerror(errno).map { String(cString: $0) } ?? "error \(errno)" }
}

/// Why a file could not be read or written, in the system's words.
struct FileError: Error {
    let text: String
}

/// Files as the command line needs them.
enum Files {
    /// The largest file or line that is read as a case: 64 MiB.
    static let maximumCaseBytes = DocumentCommand.maximumBytes

    /// Opens `path`, `-` for standard input.
    static func open(_ path: String) throws(FileError) -> UnsafeMutablePointer<FILE> {
        if path == "-" { return stdin }
        guard let file = fopen(path, "rb") else { throw FileError(text: SystemError.text) }
        return file
    }

    /// The contents of a file.
    static func read(_ path: String) throws(FileError) -> [UInt8] {
        let file = try open(path)
        defer { if path != "-" { fclose(file) } }
        var contents: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = fread(&chunk, 1, chunk.count, file)
            if count == 0 { break }
            contents += chunk[..<count]
            guard contents.count <= maximumCaseBytes else {
                throw FileError(text: "larger than \(maximumCaseBytes) bytes")
            }
        }
        guard ferror(file) == 0 else { throw FileError(text: SystemError.text) }
        return contents
    }

    /// The first bytes of a file, at most `count`.
    static func beginning(of path: String, count: Int) throws(FileError) -> [UInt8] {
        let file = try open(path)
        defer { if path != "-" { fclose(file) } }
        var bytes = [UInt8](repeating: 0, count: count)
        let found = fread(&bytes, 1, count, file)
        guard ferror(file) == 0 else { throw FileError(text: SystemError.text) }
        return Array(bytes[..<found])
    }

    /// Replaces the contents of a file in one step: a reader sees the old or the new ones. What a
    /// link points to is replaced, not the link; a device or a pipe is written to.
    static func replace(_ path: String, with contents: [UInt8]) throws(FileError) {
        var status = stat()
        let exists = stat(path, &status) == 0
        if exists, status.st_mode & S_IFMT != S_IFREG {
            guard let file = fopen(path, "wb") else { throw FileError(text: SystemError.text) }
            return try write(contents, to: file)
        }
        let target = resolved(path)
        var draft = Array((target + ".XXXXXX").utf8CString)
        let descriptor = mkstemp(&draft)
        guard descriptor >= 0 else { throw FileError(text: SystemError.text) }
        do throws(FileError) {
            guard let file = fdopen(descriptor, "wb") else {
                close(descriptor)
                throw FileError(text: SystemError.text)
            }
            // The mode of a file is what the user set it to, of a new one the user's default.
            let mask = umask(0)
            umask(mask)
            fchmod(descriptor, exists ? status.st_mode & 0o7777 : 0o666 & ~mask)
            try write(contents, to: file)
            guard rename(draft, target) == 0 else { throw FileError(text: SystemError.text) }
        } catch {
            unlink(draft)
            throw error
        }
    }

    /// - Throws: Where no file can be made beside `path`.
    static func checkFolder(of path: String) throws(FileError) {
        let target = resolved(path)
        let slash = target.lastIndex(of: "/")
        let folder = slash.map { String(target[...$0]) } ?? "."
        guard access(folder, W_OK | X_OK) == 0 else { throw FileError(text: SystemError.text) }
    }

    private static func write(
        _ contents: [UInt8], to file: UnsafeMutablePointer<FILE>
    ) throws(FileError) {
        let written = fwrite(contents, 1, contents.count, file)
        let error = FileError(text: SystemError.text)
        guard fclose(file) == 0 else { throw FileError(text: SystemError.text) }
        guard written == contents.count else { throw error }
    }

    /// The path that links lead to, or `path` where there is none.
    private static func resolved(_ path: String) -> String {
        guard let target = realpath(path, nil) else { return path }
        defer { free(target) }
        return String(cString: target)
    }

    /// The paths that are files, and the `*.json` below those that are folders, in order of name.
    ///
    /// Those that cannot be read are among them.
    static func cases(below paths: [String]) -> [Found] {
        var found: [Found] = []
        for path in paths {
            var status = stat()
            if stat(path, &status) != 0 {
                found.append(Found(path: path, error: FileError(text: SystemError.text)))
            } else if isFolder(status) {
                walk(path, &found)
            } else {
                found.append(Found(path: path))
            }
        }
        return found
    }

    /// A path that should be a case's.
    struct Found {
        let path: String
        /// Why it cannot be read, where that is known already.
        var error: FileError?
    }

    private static func isFolder(_ status: stat) -> Bool { status.st_mode & S_IFMT == S_IFDIR }

    private static func path(of name: String, in folder: String) -> String {
        folder.hasSuffix("/") ? folder + name : folder + "/" + name
    }

    private static func walk(_ folder: String, _ found: inout [Found]) {
        guard let directory = opendir(folder) else {
            found.append(Found(path: folder, error: FileError(text: SystemError.text)))
            return
        }
        var names: [String] = []
        while let entry = readdir(directory) {
            let (name, isText) = withUnsafePointer(to: &entry.pointee.d_name) { bytes in
                bytes.withMemoryRebound(to: CChar.self, capacity: 256) {
                    (String(cString: $0), String(validatingCString: $0) != nil)
                }
            }
            if name.hasPrefix(".") { continue }
            if isText {
                names.append(name)
            } else if name.hasSuffix(".json") || Int(entry.pointee.d_type) != Int(DT_REG) {
                // No case is passed over in silence, nor a folder of them.
                let error = FileError(text: "the name is not UTF-8")
                found.append(Found(path: path(of: name, in: folder), error: error))
            }
        }
        closedir(directory)
        for name in names.sorted() {
            let path = path(of: name, in: folder)
            // Links to folders are not followed, so no folder is walked twice.
            var status = stat()
            if lstat(path, &status) != 0 {
                guard name.hasSuffix(".json") else { continue }
                found.append(Found(path: path, error: FileError(text: SystemError.text)))
            } else if isFolder(status) {
                walk(path, &found)
            } else if name.hasSuffix(".json") {
                found.append(Found(path: path))
            }
        }
    }
}

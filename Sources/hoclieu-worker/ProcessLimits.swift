import Glibc

/// What the kernel lets this process and its children take.
enum ProcessLimits {
    /// `RLIMIT_NPROC`, which Swift's view of the C library does not name.
    private static let processes: Int32 = 6
    /// Files the tools write under /tmp: one page as a picture at most.
    private static let fileBytes = 256 << 20
    private static let openFiles = 128

    /// Address space that programs and libraries take without using it, so that
    /// `Watch` notices too much memory before an allocation fails.
    private static let mappedBytes = 768 << 20

    static func set(_ arguments: WorkerArguments) {
        set(Int32(RLIMIT_CORE.rawValue), 0)
        set(Int32(RLIMIT_AS.rawValue), arguments.memoryBytes + mappedBytes)
        set(Int32(RLIMIT_FSIZE.rawValue), fileBytes)
        set(Int32(RLIMIT_NOFILE.rawValue), openFiles)
        if let count = arguments.processes { set(processes, count) }
    }

    /// Allows so much processor time from now on; a reader that loops is ended by
    /// SIGXCPU even when nobody watches the clock.
    static func allowProcessorSeconds(_ seconds: Int) {
        var used = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used)
        var limit = rlimit()
        let resource = __rlimit_resource_t(RLIMIT_CPU.rawValue)
        guard getrlimit(resource, &limit) == 0 else { return }
        limit.rlim_cur = min(rlim_t(used.tv_sec + seconds), limit.rlim_max)
        setrlimit(resource, &limit)
    }

    private static func set(_ resource: Int32, _ value: Int) {
        var limit = rlimit(rlim_cur: rlim_t(value), rlim_max: rlim_t(value))
        var old = rlimit()
        // A limit that is already lower stays.
        if getrlimit(__rlimit_resource_t(resource), &old) == 0 {
            limit.rlim_cur = min(limit.rlim_cur, old.rlim_max)
            limit.rlim_max = min(limit.rlim_max, old.rlim_max)
        }
        setrlimit(__rlimit_resource_t(resource), &limit)
    }
}

/// Descriptors that came over from the parent.
enum OpenDescriptors {
    static func close(above last: Int32, except kept: Int32) {
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        for descriptor in (last + 1)..<Int32(min(limit.rlim_cur, 4096)) where descriptor != kept {
            Glibc.close(descriptor)
        }
    }
}

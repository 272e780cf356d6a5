namespace Analytics.Tool.Terminal;

/// <summary>
/// A file that stands under its name when it is complete. Until then it is written beside it, under a name that ends in <c>.part</c>;
/// what stood there before stays. A device or a pipe is written as it is.
/// </summary>
internal sealed class WholeFile : IAsyncDisposable
{
    private readonly string _name;
    private readonly string? _part;
    private readonly FileStream _bytes;

    private WholeFile(string name, string? part)
    {
        (_name, _part) = (name, part);
        _bytes = new FileStream(part ?? name, part is null ? FileMode.Open : FileMode.CreateNew, FileAccess.Write, FileShare.Read);
    }

    /// <summary>Its bytes; they are its own to close.</summary>
    public Stream Bytes => _bytes;

    /// <summary>Begins a file.</summary>
    /// <param name="path">Its whole path.</param>
    /// <exception cref="IOException">It cannot be written there, nor can <see cref="UnauthorizedAccessException"/>.</exception>
    public static WholeFile Create(string path)
    {
        string name = new FileInfo(path).LinkTarget is null ? path : File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName;
        if (Directory.Exists(name))
        {
            throw new IOException($"{path} is a folder: name a file in it.");
        }

        if (!IsReplaceable(name))
        {
            return new WholeFile(name, null);
        }

        string own = Path.GetFileName(name);
        string beside = $".{(own.Length > 100 ? own[..100] : own)}.{Path.GetRandomFileName()}.part";
        return new WholeFile(name, Path.Combine(Path.GetDirectoryName(name)!, beside));
    }

    /// <summary>It is complete: it gets its name, in the place of whatever has it.</summary>
    public async Task KeepAsync()
    {
        if (_part is null)
        {
            await _bytes.FlushAsync(CancellationToken.None);
            return;
        }

        _bytes.Flush(flushToDisk: true);
        await _bytes.DisposeAsync();
        if (!OperatingSystem.IsWindows() && File.Exists(_name))
        {
            File.SetUnixFileMode(_part, File.GetUnixFileMode(_name));
        }

        File.Move(_part, _name, overwrite: true);
    }

    /// <summary>Removes what was not kept.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await _bytes.DisposeAsync();
        }
        finally
        {
            if (_part is not null)
            {
                File.Delete(_part);
            }
        }
    }

    // Opening it says whether it may be written at all.
    private static bool IsReplaceable(string name)
    {
        if (!File.Exists(name))
        {
            return true;
        }

        using var there = new FileStream(name, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        return there.CanSeek && !name.StartsWith("/dev/", StringComparison.Ordinal) && !name.StartsWith("/proc/", StringComparison.Ordinal);
    }
}

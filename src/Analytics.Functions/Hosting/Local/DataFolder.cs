using System.Globalization;

namespace Analytics.Functions.Hosting.Local;

/// <summary>The folder of the embedded database, held for this process alone until it is disposed or the process ends, however it ends.</summary>
internal sealed class DataFolder : IDisposable
{
    private readonly FileStream _lock;

    private DataFolder(string path, FileStream held) => (Path, _lock) = (path, held);

    public string Path { get; }

    /// <exception cref="StartupFailure">Another process holds it, or it cannot be written.</exception>
    public static DataFolder Hold(string path)
    {
        string file = System.IO.Path.Combine(path, "analytics.lock");
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(path, refusal);
        }

        FileStream? held = null;
        try
        {
            // The operating system lets go of the lock with the process; the file's text is for people.
            held = new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
            held.SetLength(0);
            held.Write(System.Text.Encoding.ASCII.GetBytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture)));
            return new DataFolder(path, held);
        }
        catch (UnauthorizedAccessException refusal)
        {
            throw Unwritable(path, refusal);
        }
        catch (IOException) when (held is null)
        {
            throw InUse(path, Holder(file));
        }
        catch (IOException refusal)
        {
            held!.Dispose();
            throw Unwritable(path, refusal);
        }
    }

    public static StartupFailure InUse(string path, string? holder = null) => new(
        $"The data folder {path} is in use by {(holder is null ? "another process" : "process " + holder)}: stop that one, "
        + "or give this one its own with ANALYTICS_DATA, or add --in-memory.");

    public void Dispose() => _lock.Dispose();

    private static StartupFailure Unwritable(string path, Exception refusal) =>
        new($"The data folder {path} cannot be written ({refusal.Message}): name another with ANALYTICS_DATA, or add --in-memory.", refusal);

    private static string? Holder(string file)
    {
        try
        {
            using var reader = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            Span<byte> text = stackalloc byte[10];
            return int.TryParse(text[..reader.Read(text)], CultureInfo.InvariantCulture, out int id) ? id.ToString(CultureInfo.InvariantCulture) : null;
        }
        catch (IOException)
        {
            return null;
        }
    }
}

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
            // The operating system lets go of the lock with the process. Who holds it stands in a file of its own, since this one cannot be read.
            held = new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            File.WriteAllText(HolderFile(path), Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            return new DataFolder(path, held);
        }
        catch (UnauthorizedAccessException refusal)
        {
            throw Unwritable(path, refusal);
        }
        catch (IOException) when (held is null)
        {
            throw InUse(path, Holder(path));
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

    private static string HolderFile(string path) => System.IO.Path.Combine(path, "analytics.pid");

    private static string? Holder(string path)
    {
        try
        {
            string text = File.ReadAllText(HolderFile(path));
            return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _) ? text : null;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}

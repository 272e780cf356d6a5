namespace Analytics.Tool.Tests;

/// <summary>A folder that goes with its test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("analytics-tool-");

    public string Name => _folder.FullName;

    public string At(string file) => Path.Combine(Name, file);

    public void Dispose() => _folder.Delete(recursive: true);
}

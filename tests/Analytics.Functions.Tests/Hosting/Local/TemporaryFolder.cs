using System.Runtime.Versioning;

namespace Analytics.Functions.Tests.Hosting.Local;

/// <summary>A folder for one test.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("analytics-test-").FullName;

    /// <summary>A program made of shell lines, to stand in for Java, npm or Docker.</summary>
    public TemporaryFolder With(string program, string lines)
    {
        string file = System.IO.Path.Combine(Path, program);
        File.WriteAllText(file, "#!/bin/sh\n" + lines.ReplaceLineEndings("\n") + "\n");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return this;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}

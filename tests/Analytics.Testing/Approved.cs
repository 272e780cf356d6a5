using System.Runtime.CompilerServices;
using Xunit;

namespace Analytics.Testing;

/// <summary>Compares text with a committed golden file beside the test; a difference is left as <c>*.received.txt</c> to be read.</summary>
public static class Approved
{
    /// <summary>Golden file <c>Approved/{name}.approved.txt</c> beside the calling test's file.</summary>
    public static void Verify(string actual, string name, [CallerFilePath] string testFile = "")
    {
        string folder = Path.Combine(Path.GetDirectoryName(testFile)!, "Approved");
        string approved = Path.Combine(folder, name + ".approved.txt");
        string received = Path.Combine(folder, name + ".received.txt");
        string expected = File.Exists(approved) ? File.ReadAllText(approved).ReplaceLineEndings("\n").TrimEnd() : "";
        actual = actual.ReplaceLineEndings("\n").TrimEnd();
        if (expected == actual)
        {
            File.Delete(received);
            return;
        }

        Directory.CreateDirectory(folder);
        File.WriteAllText(received, actual + "\n");
        Assert.Fail($"Differs from {approved}. Read {received}; if it is right, rename it over the approved file.\n{actual}");
    }
}

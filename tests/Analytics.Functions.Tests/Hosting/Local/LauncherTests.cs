using System.Security.Cryptography;
using System.Text;

namespace Analytics.Functions.Tests.Hosting.Local;

public class LauncherTests
{
    [Fact]
    public void The_committed_class_file_was_compiled_from_the_committed_source()
    {
        string folder = Path.Combine(Repository.Root, "src", "Analytics.Functions", "Hosting", "Local", "Java");
        string source = File.ReadAllText(Path.Combine(folder, "EmbeddedDynamoDb.java")).ReplaceLineEndings("\n");

        string recorded = File.ReadAllText(Path.Combine(folder, "EmbeddedDynamoDb.sha256")).Trim();

        Assert.True(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(source))) == recorded, "Run eng/build-embedded-dynamodb.");
    }
}

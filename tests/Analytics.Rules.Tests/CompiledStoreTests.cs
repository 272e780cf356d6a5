using Analytics.Engine.Recording;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using Analytics.Engine;
using Analytics.Store;

namespace Analytics.Rules.Tests;

/// <summary>The purity of Analytics.Store, asked of the compiled assembly: of everything that it mentions, so that no private corner is left out.</summary>
public sealed partial class CompiledStoreTests
{
    [Fact]
    public void The_store_waits_for_nothing_and_reaches_nothing_in_private_either() =>
        Assert.DoesNotContain(TypesMentionedBy(typeof(AnalyticsStore).Assembly.Location), type => Effect().IsMatch(type));

    [Fact]
    public void The_effects_of_the_engine_would_be_found() => Assert.Superset(
        new HashSet<string> { "Amazon.DynamoDBv2.IAmazonDynamoDB", "System.Threading.CancellationToken", "System.Threading.Tasks.Task", "System.TimeProvider" },
        TypesMentionedBy(typeof(Recorder).Assembly.Location).Where(type => Effect().IsMatch(type)).ToHashSet());

    [Theory]
    [InlineData("System.IO.File", true)]
    [InlineData("System.IO.FileStream", true)]
    [InlineData("System.IO.MemoryStream", false)]
    [InlineData("System.Net.Http.HttpClient", true)]
    [InlineData("System.Net.Sockets.Socket", true)]
    [InlineData("System.Net.Sockets.AddressFamily", false)]
    [InlineData("System.Net.IPAddress", false)]
    [InlineData("System.Diagnostics.Process", true)]
    [InlineData("System.Threading.Interlocked", false)]
    [InlineData("Amazon.DynamoDBv2.AmazonDynamoDBClient", true)]
    [InlineData("Amazon.DynamoDBv2.Model.PutItemRequest", false)]
    [InlineData("Microsoft.Extensions.Logging.ILogger", true)]
    public void Values_are_told_from_effects(string type, bool effect) => Assert.Equal(effect, Effect().IsMatch(type));

    private static IReadOnlyList<string> TypesMentionedBy(string assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly));
        MetadataReader metadata = file.GetMetadataReader();
        return
        [
            .. metadata.TypeReferences.Select(metadata.GetTypeReference)
                .Select(type => $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}").Distinct(),
        ];
    }

    // A stream in memory is a value, and so is an address family, which IPAddress speaks of.
    [GeneratedRegex("""
        ^( System\.Threading\.(?!Interlocked$|Lock$|Volatile$)
        | System\.(TimeProvider|Console|Random)$
        | System\.IO\.(File|Directory|Drive|Pipes|Pipelines|IsolatedStorage)
        | System\.Net\.(Http|WebSockets|Security|NetworkInformation|Dns)
        | System\.Net\.Sockets\.(?!AddressFamily$)
        | System\.Diagnostics\.(Process|Activity|Stopwatch)
        | Amazon\..*(\.IAmazon\w+|Client|Config)$
        | Microsoft\.(Extensions|AspNetCore)\.
        )
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Effect();
}

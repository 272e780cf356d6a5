using Analytics.Functions.Callers;
using Analytics.Store.Drops;
using System.Text.RegularExpressions;
using Analytics.Functions.Hosting;
using Analytics.Functions.Wire;
using Analytics.Store.Accounts;
using Analytics.Store.Ingest;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Analytics.Functions.Tests.Docs;

public sealed partial class HttpApiDocTests(LocalDynamo dynamo) : IAsyncLifetime
{
    private readonly string _document = string.Join('\n', ((string[])["docs/http-api.md", "docs/reports.md"]).Select(path => File.ReadAllText(Repository.At(path)))).ReplaceLineEndings("\n");
    private RunningProduct _product = null!;

    public async ValueTask InitializeAsync() => _product = await RunningProduct.StartAsync(dynamo);

    public ValueTask DisposeAsync() => _product.DisposeAsync();

    [Fact]
    public void Every_route_is_described_with_its_access_and_nothing_else_is()
    {
        var mapped = _product.Services.GetRequiredService<IEnumerable<EndpointDataSource>>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
            .SelectMany(e => e.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Select(method => $"{method} {Pattern(e)} {AccessOf(e)}"))
            .Distinct().Order(StringComparer.Ordinal);
        var described = Heading().Matches(_document)
            .SelectMany(m => m.Groups["methods"].Value.Split(", ").Select(method => $"{method} {m.Groups["pattern"].Value} {m.Groups["access"].Value.Replace("`", "", StringComparison.Ordinal)}"))
            .Order(StringComparer.Ordinal);

        Assert.Equal(mapped, described);
    }

    [Fact]
    public void Every_heading_of_a_route_says_who_may_use_it() =>
        Assert.Equal(_document.Split('\n').Count(line => line.StartsWith("### ", StringComparison.Ordinal)), Heading().Count(_document));

    [Fact]
    public void Every_reason_to_drop_an_event_is_described() => Assert.Equal(
        Enum.GetValues<DropReason>().Select(DropReasonText.Of).Order(StringComparer.Ordinal),
        Reason().Matches(_document[_document.IndexOf("| Reason |", StringComparison.Ordinal).._document.IndexOf("### `OPTIONS", StringComparison.Ordinal)])
            .Select(m => m.Groups[1].Value).Order(StringComparer.Ordinal));

    // The files of the built dashboard are routes each, named by their content.
    private static string Pattern(RouteEndpoint endpoint) =>
        endpoint.RoutePattern.RawText!.StartsWith("/assets/", StringComparison.Ordinal) ? "/assets/{file}" : endpoint.RoutePattern.RawText;

    private static string AccessOf(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<Access.Rule>()! switch
    {
        { IsInternal: true } => "internal",
        { Scope: Scopes.None } => "public",
        { Scope: var scope } => "scope " + scope.ToString().ToLowerInvariant(),
    };

    [GeneratedRegex("^### `(?<methods>[A-Z, ]+) (?<pattern>/[^`]*)`\n\nAccess: (?<access>public|internal|scope `[a-z]+`)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex("^\\| `([a-z_]+)` \\|", RegexOptions.Multiline)]
    private static partial Regex Reason();
}

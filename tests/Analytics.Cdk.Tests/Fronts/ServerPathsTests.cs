using Analytics.Functions.Configuration;
using System.Text.RegularExpressions;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Analytics.Cdk.Fronts;
using Analytics.Functions.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Analytics.Cdk.Tests.Fronts;

/// <summary>The fronts' one list of paths, held to the routes of the server.</summary>
public sealed class ServerPathsTests
{
    private static readonly Settings Settings = Settings.Parse(_ => null, [], ".data");

    private static readonly Lazy<string[]> CollectRoutes = new(() =>
        [.. RoutesOf(app => app.MapRoutes(Role.Collect, "")).Except(RoutesOf(app => app.MapRoutes(Role.Api, "")))]); // both report their health

    private static readonly Lazy<string[]> OtherRoutes = new(() =>
    {
        using AmazonDynamoDBClient client = Client();
        WebApplication app = WebApp.Build(Settings, client, TimeProvider.System);
        return [.. Patterns(app).Except(CollectRoutes.Value)];
    });

    [Fact]
    public void Every_route_that_takes_events_goes_to_collect() => Assert.All(
        CollectRoutes.Value, route => Assert.Contains(ServerPaths.Collect.Concat(ServerPaths.CollectScripts), path => path.Covers(Example(route))));

    [Fact]
    public void No_other_route_goes_there_by_an_http_api_or_by_cloudfront_where_a_star_takes_slashes_too() => Assert.All(
        OtherRoutes.Value, route => Assert.DoesNotContain(
            ServerPaths.Collect.Concat(ServerPaths.CollectScripts), path => path.Covers(Example(route)) || Matches(path.InCloudFront, Example(route))));

    [Fact]
    public void Every_path_has_a_route()
    {
        Assert.All(ServerPaths.Collect.Concat(ServerPaths.CollectScripts), path => Assert.Contains(CollectRoutes.Value, route => path.Covers(Example(route))));
        Assert.All(ServerPaths.ApiFiles.Concat(ServerPaths.Live).Append(ServerPaths.SignIn), path => Assert.Contains(OtherRoutes.Value, route => path.Covers(Example(route))));
    }

    [Fact]
    public void Nothing_is_kept_at_the_edge_but_files_and_the_live_view()
    {
        string[] kept = [.. CollectRoutes.Value.Concat(OtherRoutes.Value).Where(route =>
            ServerPaths.ApiFiles.Concat(ServerPaths.CollectScripts).Concat(ServerPaths.Live).Any(path => Matches(path.InCloudFront, Example(route)))).Order(StringComparer.Ordinal)];

        Assert.Equal(
            [
                "/api/v1/stats/realtime/visitors", "/api/v2/sites/{id}/realtime", .. kept.Where(route => route.StartsWith("/assets/", StringComparison.Ordinal)),
                "/count.js", "/js/opt-out.js", "/js/{name}", "/pixel.js", "/script.js", "/sites/{id}/script", "/tracker.js",
            ],
            kept);
    }

    [Theory]
    [InlineData("/count", "/count", true)]
    [InlineData("/count", "/count.js", false)]
    [InlineData("/v1/ingest/{proxy+}", "/v1/ingest/logs", true)]
    [InlineData("/v1/ingest/{proxy+}", "/v1/ingest/", false)]
    [InlineData("/api/v2/track/{siteId}", "/api/v2/track/a/b", false)]
    [InlineData("/pixel.gif", "/pixelXgif", false)]
    public void A_path_covers_what_its_pattern_says(string pattern, string path, bool covers) => Assert.Equal(covers, new RoutePath(pattern).Covers(path));

    private static string[] RoutesOf(Action<WebApplication> map)
    {
        using AmazonDynamoDBClient client = Client();
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddAnalytics(Settings, client, TimeProvider.System);
        WebApplication app = builder.Build();
        map(app);
        return Patterns(app);
    }

    private static string[] Patterns(WebApplication app) =>
        [.. ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().Select(route => route.RoutePattern.RawText!).Distinct()];

    private static string Example(string route) => Regex.Replace(route, @"\{[^}]*\}", "x");

    private static bool Matches(string cloudFront, string path) => Regex.IsMatch(path, "^" + Regex.Escape(cloudFront).Replace(@"\*", ".*", StringComparison.Ordinal) + "$");

    private static AmazonDynamoDBClient Client() => new(new BasicAWSCredentials("none", "none"), new AmazonDynamoDBConfig { ServiceURL = "http://127.0.0.1:9" });
}

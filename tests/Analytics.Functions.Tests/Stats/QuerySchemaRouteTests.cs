using System.Net;
using Analytics.Functions.Stats;

namespace Analytics.Functions.Tests.Stats;

/// <summary>Where the schema is.</summary>
public sealed class QuerySchemaRouteTests(LocalDynamo dynamo)
{
    [Fact]
    public async Task Anybody_may_load_it()
    {
        await using RunningProduct product = await RunningProduct.StartAsync(dynamo);

        HttpResponseMessage response = await product.Anonymous.GetAsync("/api/docs/query/schema.json");

        Assert.Equal((HttpStatusCode.OK, "application/schema+json", "*"), (response.StatusCode, response.Content.Headers.ContentType!.ToString(), response.Headers.GetValues("Access-Control-Allow-Origin").Single()));
        Assert.Equal(SchemaRoutes.Read(), await response.Content.ReadAsByteArrayAsync());
        Assert.NotNull(response.Headers.ETag);
    }
}

using System.Text.Json.Nodes;
using Analytics.Functions.Contract;

namespace Analytics.Functions.Tests.Contract;

/// <summary>What was promised stays: nothing of the released document is taken back, and what would be is found.</summary>
public sealed class ContractChangesTests
{
    private const string Small = """
        {"paths":{"/a/{id}":{
          "get":{"parameters":[{"name":"from","in":"query","schema":{"type":"string"}},{"name":"limit","in":"query","schema":{"type":"integer","maximum":100}},{"name":"kind","in":"query","schema":{"enum":["x","y"]}}],
            "responses":{"200":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/Answer"}}}}}},
          "post":{"requestBody":{"content":{"application/json":{"schema":{"type":"object","required":["name"],"properties":{"name":{"type":"string","maxLength":10},"size":{"type":["number","null"]}}}}}},
            "responses":{"204":{"description":"done"}}}}},
         "components":{"schemas":{"Answer":{"type":"object","required":["rows"],"properties":{"rows":{"type":"array","items":{"type":"object","required":["n"],"properties":{"n":{"type":"integer"},"state":{"enum":["on","off"]}}}}}}}}}
        """;

    [Fact]
    public void Nothing_that_was_released_is_taken_back()
    {
        JsonObject released = JsonNode.Parse(File.ReadAllText(Repository.At("tests/Analytics.Functions.Tests/Contract/released.json")))!.AsObject();

        Assert.Equal([], ContractChanges.Breaking(released, JsonNode.Parse(ContractRoutes.Read())!.AsObject()));
    }

    [Theory]
    [InlineData("\"/a/{id}\"", "\"/b/{id}\"", "GET /a/{id}: is gone")]
    [InlineData("\"post\":", "\"put\":", "POST /a/{id}: is gone")]
    [InlineData("\"name\":\"from\"", "\"name\":\"since\"", "the parameter from is gone")]
    [InlineData("\"name\":\"from\",", "\"name\":\"from\",\"required\":true,", "the parameter from is required now")]
    [InlineData("\"maximum\":100", "\"maximum\":50", "maximum is 50 now")]
    [InlineData("[\"x\",\"y\"]", "[\"x\"]", "\"y\" is not taken any more")]
    [InlineData("\"required\":[\"name\"]", "\"required\":[\"name\",\"size\"]", "size is required now")]
    [InlineData("\"maxLength\":10", "\"maxLength\":5", "maxLength is 5 now")]
    [InlineData("[\"number\",\"null\"]", "\"integer\"", "was null or number, and is integer")]
    [InlineData("\"200\":", "\"201\":", "the answer 200 is gone")]
    [InlineData("\"rows\":{", "\"lines\":{", "rows is gone")]
    [InlineData("\"required\":[\"n\"]", "\"required\":[]", "n may be absent now")]
    [InlineData("\"n\":{\"type\":\"integer\"}", "\"n\":{\"type\":[\"integer\",\"null\"]}", "was integer, and is integer or null")]
    [InlineData("\"n\":{\"type\":\"integer\"}", "\"n\":{\"type\":\"string\"}", "was integer, and is string")]
    [InlineData("[\"on\",\"off\"]", "[\"on\",\"off\",\"idle\"]", "may be \"idle\" now")]
    [InlineData("application/json\":{\"schema\":{\"$ref", "text/csv\":{\"schema\":{\"$ref", "the answer 200 application/json is gone")]
    public void What_breaks_a_client_is_found(string was, string becomes, string expected)
    {
        string changed = Small.Replace(was, becomes, StringComparison.Ordinal);
        Assert.NotEqual(Small, changed);

        Assert.Contains(Breaking(changed), change => change.Contains(expected, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("\"n\":{\"type\":\"integer\"}", "\"n\":{\"type\":\"integer\"},\"m\":{\"type\":\"string\"}")]
    [InlineData("[\"x\",\"y\"]", "[\"x\",\"y\",\"z\"]")]
    [InlineData("\"maximum\":100", "\"maximum\":1000")]
    [InlineData("\"required\":[\"name\"]", "\"required\":[]")]
    [InlineData("[\"on\",\"off\"]", "[\"on\"]")]
    [InlineData("\"204\":", "\"202\":{\"description\":\"new\"},\"204\":")]
    [InlineData("\"name\":\"kind\"", "\"name\":\"sort\",\"in\":\"query\",\"schema\":{\"type\":\"string\"}},{\"name\":\"kind\"")]
    public void What_is_added_breaks_nobody(string was, string becomes)
    {
        string changed = Small.Replace(was, becomes, StringComparison.Ordinal);
        Assert.NotEqual(Small, changed);

        Assert.Equal([], Breaking(changed));
    }

    private static IReadOnlyList<string> Breaking(string changed) => ContractChanges.Breaking(JsonNode.Parse(Small)!.AsObject(), JsonNode.Parse(changed)!.AsObject());
}

using System.Text.Json.Nodes;
using Analytics.Cdk.Fronts;

namespace Analytics.Cdk.Tests.Fronts;

public sealed class FrontTests(Templates templates)
{
    private const string CachesNothing = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad";
    private const string AllButHost = "b689b0a8-53d0-40ab-baf2-68738e2966ac";
    private const string Certificate = "certificate=arn:aws:acm:us-east-1:123456789012:certificate/01234567-89ab-cdef-0123-456789abcdef";

    [Theory]
    [InlineData("cdn", 1, 1, 0)]
    [InlineData("cdn-url", 1, 0, 2)]
    [InlineData("http", 0, 1, 0)]
    [InlineData("url", 0, 0, 1)]
    public void A_front_is_made_of_what_it_says(string front, int cdns, int apis, int urls)
    {
        JsonObject template = templates.Of("front=" + front);

        Assert.Equal((cdns, apis, urls), (Count("AWS::CloudFront::Distribution"), Count("AWS::ApiGatewayV2::Api"), Count("AWS::Lambda::Url")));
        int Count(string type) => Templates.All(template, type).Count();
    }

    [Theory]
    [InlineData("cdn")]
    [InlineData("cdn-url")]
    public void CloudFront_says_the_secret_to_every_origin_and_by_new_tls_alone(string front)
    {
        JsonArray origins = Cdn(front)["Origins"]!.AsArray();

        Assert.Equal(front == "cdn" ? 1 : 2, origins.Count);
        Assert.All(origins, origin =>
        {
            JsonNode header = Assert.Single(origin!["OriginCustomHeaders"]!.AsArray())!;
            Assert.Equal("X-Analytics-Origin", Templates.Text(header["HeaderName"]));
            Assert.Equal("""{"Fn::GetAtt":["MadeSecrets","OriginSecret"]}""", header["HeaderValue"]!.ToJsonString());
            Assert.Equal("https-only", Templates.Text(origin["CustomOriginConfig"]!["OriginProtocolPolicy"]));
            Assert.Equal("""["TLSv1.2"]""", origin["CustomOriginConfig"]!["OriginSSLProtocols"]!.ToJsonString());
        });
    }

    [Theory]
    [InlineData("cdn")]
    [InlineData("cdn-url")]
    public void Every_behaviour_wants_https_and_compresses_and_none_adds_headers_that_the_server_sends_itself(string front)
    {
        JsonNode[] behaviors = [Cdn(front)["DefaultCacheBehavior"]!, .. Cdn(front)["CacheBehaviors"]!.AsArray().Select(b => b!)];

        Assert.InRange(behaviors.Length, 20, 25);
        Assert.All(behaviors, b => Assert.Contains(Templates.Text(b["ViewerProtocolPolicy"]), new[] { "https-only", "redirect-to-https" }));
        Assert.All(behaviors, b => Assert.True(b["Compress"]!.GetValue<bool>()));
        Assert.All(behaviors, b => Assert.Null(b["ResponseHeadersPolicyId"]));
    }

    [Theory]
    [InlineData("cdn")]
    [InlineData("cdn-url")]
    public void Events_are_told_with_the_visitors_place_and_never_kept(string front)
    {
        foreach (RoutePath path in ServerPaths.Collect)
        {
            JsonNode behavior = Behavior(front, path.InCloudFront);
            JsonNode cache = Policy(front, behavior["CachePolicyId"])["CachePolicyConfig"]!, tells = Policy(front, behavior["OriginRequestPolicyId"])["OriginRequestPolicyConfig"]!;
            string[] kept = Headers(cache["ParametersInCacheKeyAndForwardedToOrigin"]!), told = Headers(tells);

            Assert.Equal((0, 0, 1), (cache["MinTTL"]!.GetValue<int>(), cache["DefaultTTL"]!.GetValue<int>(), cache["MaxTTL"]!.GetValue<int>()));
            Assert.Equal("all", Templates.Text(cache["ParametersInCacheKeyAndForwardedToOrigin"]!["QueryStringsConfig"]!["QueryStringBehavior"]));
            Assert.Contains("Authorization", kept);
            Assert.DoesNotContain(told.Concat(kept), header => header == "Host");
            Assert.All(
                ["CloudFront-Viewer-Address", "CloudFront-Viewer-ASN", "CloudFront-Viewer-City", "CloudFront-Viewer-Country", "CloudFront-Viewer-Country-Region", "User-Agent", "Sec-GPC", "DNT"],
                header => Assert.Contains(header, told));
            Assert.True(kept.Length <= 10 && told.Length <= 10, "CloudFront takes ten headers in a policy.");
            Assert.Contains("POST", behavior["AllowedMethods"]!.AsArray().Select(Templates.Text));
        }
    }

    [Fact]
    public void Scripts_and_the_dashboards_files_are_kept_for_as_long_as_they_say_and_for_everybody()
    {
        foreach (RoutePath path in ServerPaths.ApiFiles.Concat(ServerPaths.CollectScripts))
        {
            JsonNode behavior = Behavior("cdn", path.InCloudFront);
            JsonNode cache = Policy("cdn", behavior["CachePolicyId"])["CachePolicyConfig"]!, key = cache["ParametersInCacheKeyAndForwardedToOrigin"]!;

            Assert.Equal((0, 0, 31536000), (cache["MinTTL"]!.GetValue<int>(), cache["DefaultTTL"]!.GetValue<int>(), cache["MaxTTL"]!.GetValue<int>()));
            Assert.Equal(("none", "none", "none"), (Templates.Text(key["HeadersConfig"]!["HeaderBehavior"]), Templates.Text(key["CookiesConfig"]!["CookieBehavior"]), Templates.Text(key["QueryStringsConfig"]!["QueryStringBehavior"])));
            Assert.True(key["EnableAcceptEncodingBrotli"]!.GetValue<bool>() && key["EnableAcceptEncodingGzip"]!.GetValue<bool>());
            Assert.Null(behavior["OriginRequestPolicyId"]);
        }
    }

    [Fact]
    public void The_live_view_is_kept_for_five_seconds_apart_by_login_and_key_so_that_nobody_sees_anothers_numbers()
    {
        foreach (RoutePath path in ServerPaths.Live)
        {
            JsonNode cache = Policy("cdn", Behavior("cdn", path.InCloudFront)["CachePolicyId"])["CachePolicyConfig"]!, key = cache["ParametersInCacheKeyAndForwardedToOrigin"]!;

            Assert.Equal((0, 5, 5), (cache["MinTTL"]!.GetValue<int>(), cache["DefaultTTL"]!.GetValue<int>(), cache["MaxTTL"]!.GetValue<int>()));
            Assert.Equal(["Authorization"], Headers(key));
            Assert.Equal("""["analytics_login"]""", key["CookiesConfig"]!["Cookies"]!.ToJsonString());
            Assert.Equal("all", Templates.Text(key["QueryStringsConfig"]!["QueryStringBehavior"]));
        }
    }

    [Fact]
    public void All_else_is_kept_by_nobody_and_told_with_everything_but_the_host()
    {
        JsonNode all = Cdn("cdn")["DefaultCacheBehavior"]!, login = Behavior("cdn", "/api/v2/login");

        Assert.Equal((CachesNothing, AllButHost), (Templates.Text(all["CachePolicyId"]), Templates.Text(all["OriginRequestPolicyId"])));
        Assert.Equal(CachesNothing, Templates.Text(login["CachePolicyId"]));
        Assert.All(["CloudFront-Viewer-Address", "Origin", "Sec-Fetch-Site"], header => Assert.Contains(header, Headers(Policy("cdn", login["OriginRequestPolicyId"])["OriginRequestPolicyConfig"]!)));
        Assert.Empty(Templates.All(templates.Of("front=cdn"), "AWS::CloudFront::Function"));
    }

    [Fact]
    public void An_error_that_one_caller_got_is_not_kept_for_the_next() => Assert.All(
        [400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504],
        status => Assert.Contains(Cdn("cdn")["CustomErrorResponses"]!.AsArray(), e => e!["ErrorCode"]!.GetValue<int>() == status && e["ErrorCachingMinTTL"]!.GetValue<int>() == 0));

    [Fact]
    public void Behind_function_addresses_events_go_to_one_and_all_else_to_the_other()
    {
        string collect = Templates.Text(Behavior("cdn-url", "/api/event")["TargetOriginId"]), api = Templates.Text(Cdn("cdn-url")["DefaultCacheBehavior"]!["TargetOriginId"]);

        Assert.NotEqual(collect, api);
        Assert.All(ServerPaths.Collect.Concat(ServerPaths.CollectScripts), path => Assert.Equal(collect, Templates.Text(Behavior("cdn-url", path.InCloudFront)["TargetOriginId"])));
        Assert.All(ServerPaths.ApiFiles.Concat(ServerPaths.Live).Append(ServerPaths.SignIn), path => Assert.Equal(api, Templates.Text(Behavior("cdn-url", path.InCloudFront)["TargetOriginId"])));
        Assert.Equal(["BUFFERED", "RESPONSE_STREAM"], Templates.All(templates.Of("front=cdn-url"), "AWS::Lambda::Url").Select(url => Templates.Text(url.Value["InvokeMode"])).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_function_address_streams_and_may_be_called_by_both_rights_that_it_needs()
    {
        JsonObject template = templates.Of("front=url");

        Assert.Equal(("NONE", "RESPONSE_STREAM"), (Templates.Text(Templates.One(template, "AWS::Lambda::Url")["AuthType"]), Templates.Text(Templates.One(template, "AWS::Lambda::Url")["InvokeMode"])));
        JsonNode[] open = [.. Templates.All(template, "AWS::Lambda::Permission").Select(p => p.Value).Where(p => Templates.Text(p["Principal"]) == "*")];
        Assert.Equal(["lambda:InvokeFunction", "lambda:InvokeFunctionUrl"], open.Select(p => Templates.Text(p["Action"])).Order(StringComparer.Ordinal));
        Assert.True(open.Single(p => Templates.Text(p["Action"]) == "lambda:InvokeFunction")["InvokedViaFunctionUrl"]!.GetValue<bool>());
    }

    [Fact]
    public void An_http_api_has_a_route_for_each_address_of_events_gives_all_else_to_the_api_and_throttles()
    {
        JsonObject template = templates.Of("front=http", "requestsPerSecond=50");
        string[] routes = [.. Templates.All(template, "AWS::ApiGatewayV2::Route").Select(route => Templates.Text(route.Value["RouteKey"])).Order(StringComparer.Ordinal)];
        JsonNode stage = Templates.One(template, "AWS::ApiGatewayV2::Stage");

        Assert.Equal(ServerPaths.Collect.Concat(ServerPaths.CollectScripts).Select(path => "ANY " + path.Pattern).Append("$default").Order(StringComparer.Ordinal), routes);
        Assert.Equal((50, 100), (stage["DefaultRouteSettings"]!["ThrottlingRateLimit"]!.GetValue<int>(), stage["DefaultRouteSettings"]!["ThrottlingBurstLimit"]!.GetValue<int>()));
        Assert.Null(stage["AccessLogSettings"]);
        Assert.All(Templates.All(template, "AWS::ApiGatewayV2::Integration"), i => Assert.Equal("2.0", Templates.Text(i.Value["PayloadFormatVersion"])));
    }

    [Fact]
    public void A_domain_of_ones_own_has_its_certificate_and_new_tls_and_is_the_address()
    {
        JsonObject template = templates.Of("domain=stats.example.com", Certificate, "priceClass=all");
        JsonNode cdn = Templates.One(template, "AWS::CloudFront::Distribution")["DistributionConfig"]!;

        Assert.Equal("""["stats.example.com"]""", cdn["Aliases"]!.ToJsonString());
        Assert.Equal(("TLSv1.2_2021", "sni-only"), (Templates.Text(cdn["ViewerCertificate"]!["MinimumProtocolVersion"]), Templates.Text(cdn["ViewerCertificate"]!["SslSupportMethod"])));
        Assert.Equal(("http2and3", "PriceClass_All"), (Templates.Text(cdn["HttpVersion"]), Templates.Text(cdn["PriceClass"])));
        Assert.Equal("https://stats.example.com", Templates.Text(template["Outputs"]!["Address"]!["Value"]));
        Assert.Equal("""<script defer data-domain="example.com" src="https://stats.example.com/js/script.js"></script>""", Templates.Text(template["Outputs"]!["Snippet"]!["Value"]));
    }

    [Theory]
    [InlineData("cdn")]
    [InlineData("url")]
    public void Under_a_path_all_of_the_product_is_there(string front)
    {
        JsonObject template = templates.Of("front=" + front, "path=/stats");
        string text = template.ToJsonString();
        Assert.Contains("/stats/js/script.js", text, StringComparison.Ordinal);
        Assert.Equal(3 - (front == "url" ? 1 : 0), text.Split("\"ANALYTICS_PATH\":\"/stats\"").Length - 1);
        if (front == "cdn")
        {
            Assert.Contains("\"ANY /stats/api/event\"", text, StringComparison.Ordinal);
            Assert.DoesNotContain("\"ANY /api/event\"", text, StringComparison.Ordinal);
            Assert.Contains("\"PathPattern\":\"/stats/api/v2/login\"", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_firewall_stands_there_only_when_asked_for()
    {
        const string Arn = "arn:aws:wafv2:us-east-1:123456789012:global/webacl/mine/01234567-89ab-cdef-0123-456789abcdef";
        Assert.Null(Cdn("cdn")["WebACLId"]);
        Assert.Equal(Arn, Templates.Text(Templates.One(templates.Of("waf=" + Arn), "AWS::CloudFront::Distribution")["DistributionConfig"]!["WebACLId"]));

        JsonObject made = templates.Of("waf=create", "region=us-east-1");
        JsonNode acl = Templates.One(made, "AWS::WAFv2::WebACL");
        Assert.Equal("CLOUDFRONT", Templates.Text(acl["Scope"]));
        Assert.Equal(["rate", "common"], acl["Rules"]!.AsArray().Select(rule => Templates.Text(rule!["Name"])));
        Assert.DoesNotContain("\"SampledRequestsEnabled\":true", acl.ToJsonString(), StringComparison.Ordinal);
    }

    private static string[] Headers(JsonNode policy) => [.. policy["HeadersConfig"]!["Headers"]!.AsArray().Select(Templates.Text)];

    private JsonNode Cdn(string front) => Templates.One(templates.Of("front=" + front), "AWS::CloudFront::Distribution")["DistributionConfig"]!;

    private JsonNode Behavior(string front, string pattern) => Assert.Single(Cdn(front)["CacheBehaviors"]!.AsArray(), b => Templates.Text(b!["PathPattern"]) == pattern)!;

    private JsonNode Policy(string front, JsonNode? id) => templates.Of("front=" + front)["Resources"]![Templates.Text(id!["Ref"])]!["Properties"]!;
}

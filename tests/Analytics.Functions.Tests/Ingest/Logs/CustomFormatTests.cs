using Analytics.Functions.Ingest.Logs.Formats;
using Analytics.Functions.Ingest.Logs.Lines;

namespace Analytics.Functions.Tests.Ingest.Logs;

/// <summary>Formats that a server's owner wrote: https://nginx.org/en/docs/http/ngx_http_log_module.html, https://httpd.apache.org/docs/current/mod/mod_log_config.html</summary>
public sealed class CustomFormatTests
{
    private const string Instant = "2026-11-29T10:00:01.0000000+00:00";

    public static TheoryData<string, string> Lines => new()
    {
        { """$remote_addr [$time_local] "$request" $status "$http_referer" "$http_user_agent" $host""", """203.0.113.5 [29/Nov/2026:12:00:01 +0200] "GET /a?b=1 HTTP/1.1" 200 "https://example.org/" "Mozilla/5.0 (X11)" shop.example""" },
        { """log_format wide '$host $remote_addr - $remote_user [$time_iso8601] ' '"$request_method $request_uri $server_protocol" $status ' '"$http_referer" "$http_user_agent" rt=$request_time';""", """shop.example 203.0.113.5 - John Smith [2026-11-29T10:00:01+00:00] "GET /a?b=1 HTTP/2.0" 200 "https://example.org/" "Mozilla/5.0 (X11)" rt=0.005""" },
        { """$msec|$remote_addr|$request_method|$uri|$args|$status|$http_referer|$http_user_agent|$host""", """1795946401.000|203.0.113.5|GET|/a|b=1|200|https://example.org/|Mozilla/5.0 (X11)|shop.example""" },
        { """{"t":"$time_iso8601","a":"$remote_addr","r":"$request","s":$status,"u":"$http_user_agent","f":"$http_referer","h":"$http_host"}""", """{"t":"2026-11-29T10:00:01+00:00","a":"203.0.113.5","r":"GET /a?b=1 HTTP/1.1","s":200,"u":"Mozilla/5.0 (X11)","f":"https://example.org/","h":"shop.example"}""" },
        { """$http_x_forwarded_for $remote_addr [$time_local] "$request" $status "$http_referer" "$http_user_agent" "$host" """, """203.0.113.5, 10.0.0.7 10.0.0.1 [29/Nov/2026:10:00:01 +0000] "GET /a?b=1 HTTP/1.1" 200 "https://example.org/" "Mozilla/5.0 (X11)" "shop.example" """ },
        { """%v %h %l %u %t \"%r\" %>s %b \"%{Referer}i\" \"%{User-Agent}i\" """, """shop.example 203.0.113.5 - - [29/Nov/2026:10:00:01 +0000] "GET /a?b=1 HTTP/1.1" 200 5 "https://example.org/" "Mozilla/5.0 (X11)" """ },
        { """LogFormat "%{%Y-%m-%dT%H:%M:%S%z}t %a %m %U%q %>s %{Host}i \"%{Referer}i\" \"%{User-agent}i\" %D" mine""", """2026-11-29T10:00:01+0000 203.0.113.5 GET /a?b=1 200 shop.example "https://example.org/" "Mozilla/5.0 (X11)" 1234""" },
        { """%{%d/%b/%Y %T}t.%{msec_frac}t %{%z}t %{X-Forwarded-For}i \"%r\" %>s %V \"%{Referer}i\" \"%{User-Agent}i\" """, """29/Nov/2026 10:00:01.000 +0000 203.0.113.5 "GET /a?b=1 HTTP/1.1" 200 shop.example "https://example.org/" "Mozilla/5.0 (X11)" """ },
        { """%v:%p %h %l %u %t \"%r\" %>s %O \"%{Referer}i\" \"%{User-Agent}i\" """, """shop.example:443 203.0.113.5 - - [29/Nov/2026:10:00:01 +0000] "GET /a?b=1 HTTP/1.1" 200 5 "https://example.org/" "Mozilla/5.0 (X11)" """ },
        { """%{X-Forwarded-For}i %{c}a %{remote}p %t \"%r\" %>s %V \"%{Referer}i\" \"%{User-Agent}i\" """, """203.0.113.5, 10.0.0.7 10.0.0.1 443 [29/Nov/2026:10:00:01 +0000] "GET /a?b=1 HTTP/1.1" 200 shop.example "https://example.org/" "Mozilla/5.0 (X11)" """ },
        { """[$time_local] $remote_addr "$request_method $scheme://$host$request_uri" $status "$http_referer" "$http_user_agent" """, """[29/Nov/2026:10:00:01 +0000] 203.0.113.5 "GET https://shop.example/a?b=1" 200 "https://example.org/" "Mozilla/5.0 (X11)" """ },
        { """[$time_local] $remote_addr $host $request_method "$uri$is_args$args" $status "$http_referer" "$http_user_agent" """, """[29/Nov/2026:10:00:01 +0000] 203.0.113.5 shop.example GET "/a?b=1" 200 "https://example.org/" "Mozilla/5.0 (X11)" """ },
        { """%{usec}t %h \"%r\" %>s %V \"%{Referer}i\" \"%{User-Agent}i\" """, """1795946401000000 203.0.113.5 "GET /a?b=1 HTTP/1.1" 200 shop.example "https://example.org/" "Mozilla/5.0 (X11)" """ },
        { """{"time":"ts","client":"net.ip","request":"req","status":"code","referrer":"ref","userAgent":"ua","host":"vhost"}""", """{"ua":"Mozilla/5.0 (X11)","ts":"2026-11-29T10:00:01Z","net":{"ip":"203.0.113.5"},"req":"GET /a?b=1 HTTP/1.1","code":"200","ref":"https://example.org/","vhost":"shop.example","other":[1,{"x":2}]}""" },
        { """{"time":"ts","client":"ip","method":"m","target":"url","status":"s","referrer":"r","userAgent":"u"}""", """{"ts":"2026-11-29T10:00:01Z","ip":"203.0.113.5","m":"GET","url":"https://shop.example:8443/a?b=1","s":200,"r":"https://example.org/","u":"Mozilla/5.0 (X11)"}""" },
        { """$time_iso8601\t$remote_addr\t$request\t$status\t$http_referer\t$http_user_agent\t$host""", "2026-11-29T10:00:01+00:00\t203.0.113.5\tGET /a?b=1 HTTP/1.1\t200\thttps://example.org/\tMozilla/5.0 (X11)\tshop.example" },
        { """%{%s}t %h \"%r\" %>s %V \"%{Referer}i\" \"%{User-Agent}i\" """, """1795946401 203.0.113.5 "GET /a?b=1 HTTP/1.1" 200 shop.example "https://example.org/" "Mozilla/5.0 (X11)" """ },
        { """{"time":"@timestamp","client":"ip","method":"m","path":"p","query":"q","status":"s","referrer":"r","userAgent":"u","host":"h.name"}""", """{"@timestamp":1795946401,"ip":"203.0.113.5","m":"GET","p":"/a","q":"b=1","s":200,"r":"https://example.org/","u":["Mozilla/5.0 (X11)"],"h.name":"shop.example"}""" },
        { """%{%F}t %V %{%T}t %h \"%r\" %>s \"%{Referer}i\" \"%{User-Agent}i\" """, """2026-11-29 shop.example 10:00:01 203.0.113.5 "GET /a?b=1 HTTP/1.1" 200 "https://example.org/" "Mozilla/5.0 (X11)" """ },
        { """%{%T%z}t %h \"%r\" %>s %V \"%{Referer}i\" \"%{User-Agent}i\" %{%d/%b/%Y}t""", """12:00:01+0200 203.0.113.5 "GET /a?b=1 HTTP/1.1" 200 shop.example "https://example.org/" "Mozilla/5.0 (X11)" 29/Nov/2026""" },
        { """%{%T}t %t %h \"%r\" %>s %V \"%{Referer}i\" \"%{User-Agent}i\" """, """23:59:59 [29/Nov/2026:10:00:01 +0000] 203.0.113.5 "GET /a?b=1 HTTP/1.1" 200 shop.example "https://example.org/" "Mozilla/5.0 (X11)" """ },
        { """%{sec}t.%{msec_frac}t %h \"%r\" %>s %V \"%{Referer}i\" \"%{User-Agent}i\" """, """1795946401.655 203.0.113.5 "GET /a?b=1 HTTP/1.1" 200 shop.example "https://example.org/" "Mozilla/5.0 (X11)" """ },
        { """%{%Y}t %{%s}t %h \"%r\" %>s %V \"%{Referer}i\" \"%{User-Agent}i\" """, """1999 1795946401 203.0.113.5 "GET /a?b=1 HTTP/1.1" 200 shop.example "https://example.org/" "Mozilla/5.0 (X11)" """ },
        { """%{begin:%F %T}t %{end:%F %T}t %h \"%r\" %>s %V \"%{Referer}i\" \"%{User-Agent}i\" """, """2026-11-29 10:00:01 2026-11-29 10:00:09 203.0.113.5 "GET /a?b=1 HTTP/1.1" 200 shop.example "https://example.org/" "Mozilla/5.0 (X11)" """ },
        { """%{end:%T}t %{begin:%F %T}t %h \"%r\" %>s %V \"%{Referer}i\" \"%{User-Agent}i\" """, """10:00:09 2026-11-29 10:00:01 203.0.113.5 "GET /a?b=1 HTTP/1.1" 200 shop.example "https://example.org/" "Mozilla/5.0 (X11)" """ },
        { """${remote_addr} [${time_local}] "${request}" ${status} "${http_referer}" "${http_user_agent}" ${host}""", """203.0.113.5 [29/Nov/2026:12:00:01 +0200] "GET /a?b=1 HTTP/1.1" 200 "https://example.org/" "Mozilla/5.0 (X11)" shop.example""" },
        { """${time_iso8601}|${remote_addr}|${request_method}|${uri}${is_args}${args}|${status}|${http_referer}|${http_user_agent}|${host}""", """2026-11-29T10:00:01+00:00|203.0.113.5|GET|/a?b=1|200|https://example.org/|Mozilla/5.0 (X11)|shop.example""" },
        { """${msec}_$remote_addr "$request_method $scheme://${host}${request_uri}" $status "$http_referer" "$http_user_agent" """, """1795946401.000_203.0.113.5 "GET https://shop.example/a?b=1" 200 "https://example.org/" "Mozilla/5.0 (X11)" """ },
    };

    [Theory, MemberData(nameof(Lines))]
    public void Every_field_that_a_format_writes_reads_back(string pattern, string line)
    {
        LoggedRequest said = Reading.ByPattern(pattern).Said(line.TrimEnd());

        Assert.Equal(Instant, said.Time.ToString("O"));
        Assert.Equal(
            ("GET", "/a?b=1", "203.0.113.5", "https://example.org/", "Mozilla/5.0 (X11)", "shop.example", true),
            (said.Method.ToString(), said.Target, said.Client!.ToString(), said.Referrer, said.UserAgent, said.Host, said.IsPageView));
    }

    [Fact]
    public void A_time_with_blanks_ends_where_its_format_says_whatever_stands_behind_it() => Assert.Equal(
        "shop.example", Reading.ByPattern("""%{%d %b %Y %T}t %v %h \"%r\" %>s""").Said("29 Nov 2026 10:00:01 shop.example 203.0.113.5 \"GET / HTTP/1.1\" 200").Host);

    [Fact]
    public void Escapes_of_json_are_taken_off()
    {
        LoggedRequest said = Reading.ByPattern("""log_format j escape=json '{"t":"$time_iso8601","a":"$remote_addr","r":"$request","s":"$status","u":"$http_user_agent"}';""")
            .Said("""{"t":"2026-11-29T10:00:01+00:00","a":"203.0.113.5","r":"GET /\"x\" HTTP/1.1","s":"200","u":"A \"b\" \u00e9\\"}""");

        Assert.Equal(("/%22x%22", "A \"b\" é\\"), (said.Target, said.UserAgent));
    }

    [Fact]
    public void A_field_without_quotes_ends_where_the_rest_of_the_line_fits() => Assert.Equal(
        "Mozilla/5.0 (X11) 200 x",
        Reading.ByPattern("$remote_addr $time_iso8601 \"$request\" $http_user_agent $status").Said("203.0.113.5 2026-11-29T10:00:01Z \"GET / HTTP/1.1\" Mozilla/5.0 (X11) 200 x 200").UserAgent);

    [Theory]
    [InlineData("2026-11-29 12:00:01", "Europe/Tallinn", 10)]
    [InlineData("2026-06-29 12:00:01", "Europe/Tallinn", 9)]
    [InlineData("2026-11-29 12:00:01", "UTC", 12)]
    public void A_time_without_an_offset_is_of_the_zone_that_is_said(string time, string zone, int hour) => Assert.Equal(
        hour, Reading.ByPattern("""%{%F %T}t %h \"%r\" %>s \"%{User-Agent}i\" """, zone).Said($"{time} 203.0.113.5 \"GET / HTTP/1.1\" 200 \"x\"").Time.Hour);

    [Fact]
    public void A_client_that_cannot_be_read_is_a_fault_in_any_format()
    {
        const string Problem = "has a client that is neither an address nor a host name";

        Assert.Equal(Problem, Reading.ByPattern("\"$remote_addr\" [$time_local] \"$request\" $status").Problem("\"203.0.113.1 10.0.0.1\" [29/Nov/2026:10:00:01 +0000] \"GET / HTTP/1.1\" 200"));
        Assert.Equal(Problem, Reading.ByPattern("""{"time":"t","client":"c","request":"r","status":"s"}""").Problem("""{"t":1764410401,"c":"203.0.113.400","r":"GET / HTTP/1.1","s":200}"""));
    }

    [Theory]
    [InlineData("$remote_addr", "must name the time|must name the status|must name what was asked for|must name the method")]
    [InlineData("%t \"%r\" %>s", "must name the client's address")]
    [InlineData("$remote_addr $time_local \"$request\" $status$a$b", "must have something between $a and $b: where one ends could not be told")]
    [InlineData("%h %{%A %c}t \"%r\" %>s", "has %c in its time, of which no instant can be made")]
    [InlineData("%h %{%d/%b:%T}t \"%r\" %>s", "has a time without a year (%Y), so that it is unknown when a request happened: log %t, or %{%Y-%m-%dT%H:%M:%S%z}t")]
    [InlineData("%h %{%T}t \"%r\" %>s", "has a time without a year (%Y), a month (%m or %b), a day of the month (%d), so that")]
    [InlineData("%h %{%F}t \"%r\" %>s", "has a time without an hour (%H), minutes (%M), so that")]
    [InlineData("%h %{%F %I:%M}t \"%r\" %>s", "has a time without AM or PM (%p), so that")]
    [InlineData("%h %{%F}t \"%r\" %>s %{end:%T}t", "has a time without an hour (%H), minutes (%M), so that")]
    [InlineData("%h %{msec_frac}t \"%r\" %>s", "has a time without a year (%Y), a month (%m or %b), a day of the month (%d), an hour (%H), minutes (%M), so that")]
    [InlineData("%{%Y}t %h %{%m-%d}t \"%r\" %>s %{%T}t", "has its time in 3 places, of which two can be put together: log %t")]
    [InlineData("""{"time":"t","agent":"u"}""", "has agent, which must be one of|must name the status|must name what was asked for|must name the method|must name the client's address")]
    [InlineData("combined", "must have fields, such as nginx' $remote_addr")]
    [InlineData("[1]", "must have fields, such as nginx' $remote_addr")]
    [InlineData("", "must be nginx' log_format, Apache's LogFormat or a map of JSON keys")]
    public void Everything_that_is_wrong_with_a_pattern_is_said_at_once(string pattern, string faults)
    {
        (LogFormat? format, IReadOnlyList<string> said) = CustomFormat.Parse(pattern);

        Assert.Null(format);
        Assert.Equal(faults.Split('|').Length, said.Count);
        Assert.All(faults.Split('|').Zip(said), pair => Assert.StartsWith(pair.First, pair.Second, StringComparison.Ordinal));
    }
}

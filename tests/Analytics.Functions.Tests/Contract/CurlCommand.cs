using System.Text;

namespace Analytics.Functions.Tests.Contract;

/// <summary>A command of the documents, read as the request that curl would send.</summary>
internal sealed class CurlCommand
{
    private readonly List<(string Name, string Value)> _headers = [];
    private readonly List<string> _encoded = [];
    private string? _method, _data, _user;

    /// <param name="command">Of one line or several.</param>
    /// <param name="key">The value of <c>KEY</c>.</param>
    public CurlCommand(string command, string key)
    {
        List<string> words = Words(command[command.IndexOf("curl ", StringComparison.Ordinal)..], key);
        Address = "";
        for (int i = 1; i < words.Count; i++)
        {
            switch (words[i])
            {
                case "-X": _method = words[++i]; break;
                case "-H": _headers.Add((words[i + 1].Split(':', 2)[0].Trim(), words[++i].Split(':', 2)[1].Trim())); break;
                case "-d" or "--data-binary": _data = words[++i]; break;
                case "--data-urlencode": _encoded.Add(words[++i]); break;
                case "-u": _user = words[++i]; break;
                case "-b": SendsCookies = true; i++; break;
                case "-c" or "-o": i++; break;
                case "-G" or "-i" or "-f" or "--no-buffer": break;
                case ['-', ..]: throw new FormatException($"What is {words[i]}? {command}");
                case "|" or "gzip": break;
                default: Address = words[i]; break;
            }
        }

        if (_encoded.Count > 0)
        {
            Address += "?" + string.Join('&', _encoded.Select(pair => $"{pair.Split('=', 2)[0]}={Uri.EscapeDataString(pair.Split('=', 2)[1])}"));
        }
    }

    /// <summary>Path and query.</summary>
    public string Address { get; private set; }

    public string Method => _method ?? (_data is null ? "GET" : "POST");

    /// <summary>The body as it stands in the command; a file by its name, after <c>@</c>.</summary>
    public string? Body => _data;

    public bool SendsCookies { get; }

    /// <summary>With another text in the place of one, wherever it stands.</summary>
    public CurlCommand With(string placeholder, string value)
    {
        Address = Address.Replace(placeholder, value, StringComparison.Ordinal);
        _data = _data?.Replace(placeholder, value, StringComparison.Ordinal);
        return this;
    }

    public HttpRequestMessage ToRequest(Func<string, byte[]> file, string? cookie)
    {
        var request = new HttpRequestMessage(new HttpMethod(Method), Address);
        if (_data is not null)
        {
            request.Content = new ByteArrayContent(_data.StartsWith('@') ? file(_data[1..]) : Encoding.UTF8.GetBytes(_data));
        }

        foreach ((string name, string value) in _headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                _ = request.Content!.Headers.TryAddWithoutValidation(name, value);
            }
        }

        if (_user is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(_user)));
        }

        if (SendsCookies && cookie is not null)
        {
            request.Headers.TryAddWithoutValidation("Cookie", cookie);
        }

        return request;
    }

    private static List<string> Words(string command, string key)
    {
        List<string> words = [];
        StringBuilder? word = null;
        char quote = '\0';
        foreach (char c in command.Replace("$BASE", "", StringComparison.Ordinal))
        {
            if (quote == '\0' ? c is '"' or '\'' : c == quote)
            {
                quote = quote == '\0' ? c : '\0';
                word ??= new StringBuilder();
            }
            else if (quote == '\0' && char.IsWhiteSpace(c))
            {
                Add();
            }
            else
            {
                (word ??= new StringBuilder()).Append(c);
            }
        }

        Add();
        return words;

        void Add()
        {
            if (word is not null)
            {
                words.Add(word.ToString().Replace("$KEY", key, StringComparison.Ordinal));
            }

            word = null;
        }
    }
}

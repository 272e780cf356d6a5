using System.Security.Cryptography;
using System.Text;

namespace Analytics.Functions.Collect.Umami;

/// <summary>
/// The token that Umami's clients get, keep while their page is open and send along as <c>x-umami-cache</c>. There it carries a
/// session; here it is random and carries nothing, because no session is held and a visitor is never named to a browser. Session and
/// visit are derived from the token alone: the same for as long as the client keeps it, and saying nothing of who or when before.
/// Nothing that comes with a token is believed.
/// </summary>
internal readonly record struct UmamiToken(string Text)
{
    private const int Length = 32;

    /// <summary>The client's own, if it is of our form; else a new one: 128 random bits.</summary>
    public static UmamiToken Of(HttpRequest request)
    {
        string text = request.Headers["x-umami-cache"].ToString();
        return new UmamiToken(text.Length == Length && text.All(char.IsAsciiHexDigitLower) ? text : Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Length / 2)));
    }

    public Guid Session => Derived("session");

    public Guid Visit => Derived("visit");

    private Guid Derived(string what) => new(SHA256.HashData(Encoding.ASCII.GetBytes(what + Text)).AsSpan(0, 16));
}

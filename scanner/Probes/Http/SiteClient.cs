using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using CyberWatch.Rules.Model;
using CyberWatch.Scanner.Net;

namespace CyberWatch.Scanner.Probes.Http;

/// <summary>
/// The requests of one probe to one site: GET only, without cookies, proxy, decompression or redirects of the platform's, over connections
/// of the dialer to literal addresses. Never more than <see cref="MostRequests"/> of them.
/// </summary>
internal sealed class SiteClient : IDisposable
{
    public const int MostRequests = 30;
    public const int MostBody = 256 * 1024;

    private readonly IDialer _dialer;
    private readonly TimeProvider _clock;
    private readonly TimeSpan _limit;
    private readonly string _userAgent;
    private readonly string _requestId;
    private readonly HttpMessageInvoker _invoker;
    private readonly Dictionary<string, IPAddress> _addresses = [];
    private int _sent;

    public SiteClient(IDialer dialer, TimeProvider clock, TimeSpan limit, string userAgent, string requestId)
    {
        (_dialer, _clock, _limit, _userAgent, _requestId) = (dialer, clock, limit, userAgent, requestId);
        _invoker = new HttpMessageInvoker(Handler());
    }

    /// <summary>Decides, once, to which address connections for a host go.</summary>
    public void Pin(string host, IPAddress address) => _addresses.TryAdd(host, address);

    public bool IsPinned(string host) => _addresses.ContainsKey(host);

    public Task<HttpAnswer> GetAsync(Uri uri, CancellationToken cancellationToken) =>
        GetAsync(uri, null, MostBody, cancellationToken);

    /// <param name="uri">Its host must be pinned.</param>
    /// <param name="header">One more header.</param>
    /// <param name="most">How much of the body is wanted, in octets.</param>
    /// <param name="cancellationToken">Ends it all.</param>
    public async Task<HttpAnswer> GetAsync(
        Uri uri,
        (string Name, string Value)? header,
        int most,
        CancellationToken cancellationToken
    )
    {
        if (++_sent > MostRequests)
            return new HttpAnswer.Silent(Silence.RateLimited, "not asked: the budget of requests is used up");

        using var timeout = new CancellationTokenSource(_limit, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            using var request = Request(uri, header);
            using var response = await _invoker.SendAsync(request, either.Token);
            var answer = await HttpAnswerReader.ReadAsync(uri, response, most, either.Token);
            cancellationToken.ThrowIfCancellationRequested();
            return answer;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new HttpAnswer.Silent(Silence.TimedOut, $"no whole answer within {_limit.TotalSeconds:0.#} s");
        }
        catch (HttpRequestException e)
        {
            return SilenceOf(e);
        }
    }

    public void Dispose() => _invoker.Dispose();

    private HttpRequestMessage Request(Uri uri, (string Name, string Value)? header)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, uri)
        {
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        request.Headers.TryAddWithoutValidation("User-Agent", _userAgent);
        request.Headers.TryAddWithoutValidation("Accept", "*/*");
        request.Headers.TryAddWithoutValidation("X-CyberWatch-Request", _requestId);
        if (header is { } more)
            request.Headers.TryAddWithoutValidation(more.Name, more.Value);

        return request;
    }

    private static HttpAnswer.Silent SilenceOf(HttpRequestException failure) =>
        failure switch
        {
            { InnerException: NoConnection none } => new(none.Silent.Why, none.Silent.Detail),
            { InnerException: NotAllowedException denied } => new(Silence.NotAllowed, denied.Message),
            { InnerException: IOException { InnerException: SocketException inner } } => new(Silences.Of(inner), inner.Message),
            { InnerException: AuthenticationException inner } => new(Silence.SpokeAnotherProtocol, inner.Message),
            { HttpRequestError: HttpRequestError.InvalidResponse or HttpRequestError.SecureConnectionError } => new(
                Silence.SpokeAnotherProtocol,
                failure.Message
            ),
            _ => new(Silence.ClosedEarly, failure.Message),
        };

    [SuppressMessage(
        "Security",
        "CA5359",
        Justification = "The tls probe judges certificates; here they are looked past, and nothing secret is ever sent."
    )]
    private SocketsHttpHandler Handler() =>
        new()
        {
            ConnectCallback = async (context, token) => await ConnectAsync(context.DnsEndPoint, token),
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            ActivityHeadersPropagator = null,
            MaxResponseHeadersLength = 64,
            MaxResponseDrainSize = 0,
            MaxConnectionsPerServer = 2,
            ConnectTimeout = _limit,
            ResponseHeaderEncodingSelector = (_, _) => Encoding.Latin1,
            SslOptions = new SslClientAuthenticationOptions
            {
                CertificateChainPolicy = new X509ChainPolicy
                {
                    DisableCertificateDownloads = true,
                    RevocationMode = X509RevocationMode.NoCheck,
                },
                RemoteCertificateValidationCallback = (_, _, _, _) => true,
            },
        };

    private async Task<Stream> ConnectAsync(DnsEndPoint where, CancellationToken cancellationToken)
    {
        var name = IPAddress.TryParse(where.Host, out _) ? null : where.Host;
        var target = new Target(_addresses[where.Host], where.Port, name);
        return await _dialer.ConnectAsync(target, Purpose.Http, cancellationToken) switch
        {
            Dialled.Connected connected => connected.Stream,
            Dialled.Silent silent => throw new NoConnection(silent),
            var other => throw new InvalidOperationException($"{other} is no outcome of a dialler"),
        };
    }

    /// <summary>Carries a silence through the platform's client, which knows exceptions only.</summary>
    private sealed class NoConnection(Dialled.Silent silent) : IOException(silent.Detail)
    {
        public Dialled.Silent Silent { get; } = silent;
    }
}

using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using CyberWatch.Rules.Model;

namespace CyberWatch.Scanner.Net;

/// <summary>What came of a TLS handshake over an open connection.</summary>
internal abstract record Secured
{
    private Secured() { }

    /// <summary>The caller owns and disposes the stream, and with it the connection below.</summary>
    public sealed record Connected(SslStream Stream) : Secured;

    public sealed record Silent(Silence Why, string Detail) : Secured;
}

/// <summary>
/// TLS by the platform for asking what lies inside it, whatever the certificate: judging that is the tls probe's. The platform may
/// fetch neither missing certificates nor revocation, since those packets would pass no guard.
/// </summary>
internal static class SecureConnection
{
    /// <summary>Takes the stream over: it is disposed when there is no handshake.</summary>
    public static async Task<Secured> OpenAsync(
        Stream connection,
        SslClientAuthenticationOptions offer,
        CancellationToken cancellationToken
    )
    {
        var tls = new SslStream(connection, leaveInnerStreamOpen: false);
        try
        {
            await tls.AuthenticateAsClientAsync(offer, cancellationToken);
            return new Secured.Connected(tls);
        }
        catch (AuthenticationException e)
        {
            await tls.DisposeAsync();
            return new Secured.Silent(Silence.SpokeAnotherProtocol, e.InnerException?.Message ?? e.Message);
        }
        catch (IOException e)
        {
            await tls.DisposeAsync();
            return new Secured.Silent(Silences.Of(e), e.Message);
        }
        catch (OperationCanceledException)
        {
            await tls.DisposeAsync();
            throw;
        }
    }

    /// <summary>What we offer for a name (an address is never sent as one, RFC 6066 section 3).</summary>
    [SuppressMessage(
        "Security",
        "CA5359",
        Justification = "A scanner must shake hands with bad certificates to see what lies behind; the tls probe judges them."
    )]
    public static SslClientAuthenticationOptions Offer(string? name, TimeProvider clock) =>
        new()
        {
            TargetHost = name is null || IPAddress.TryParse(name, out _) ? "" : name,
            CertificateChainPolicy = new X509ChainPolicy
            {
                DisableCertificateDownloads = true,
                RevocationMode = X509RevocationMode.NoCheck,
                VerificationTime = clock.GetUtcNow().UtcDateTime,
            },
            RemoteCertificateValidationCallback = (_, _, _, _) => true,
        };
}

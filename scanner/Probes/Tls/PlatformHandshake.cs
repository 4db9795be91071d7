using System.Diagnostics.CodeAnalysis;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using CyberWatch.Scanner.Net;

namespace CyberWatch.Scanner.Probes.Tls;

/// <summary>Completes a handshake with the platform's own TLS, for the certificates of a server that speaks TLS 1.3 only: there they are encrypted.</summary>
internal sealed class PlatformHandshake(TimeProvider clock, TimeSpan limit)
{
    /// <summary>DER, as sent and in that order; empty when the handshake came to nothing.</summary>
    public async Task<IReadOnlyList<byte[]>> CertificatesAsync(IDialer dialer, Target target, CancellationToken cancellationToken)
    {
        if (await dialer.ConnectAsync(target, Purpose.Tls, cancellationToken) is not Dialled.Connected connected)
        {
            return [];
        }

        List<byte[]> seen = [];
        await using var tls = new SslStream(connected.Stream);
        using var timeout = new CancellationTokenSource(limit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            await tls.AuthenticateAsClientAsync(Offer(target, seen), either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return seen;
        }
        catch (Exception e) when (e is AuthenticationException or IOException)
        {
            return seen;
        }

        return seen;
    }

    [SuppressMessage(
        "Security",
        "CA5359",
        Justification = "A scanner must shake hands with bad certificates to describe them; it sends nothing afterwards."
    )]
    private static SslClientAuthenticationOptions Offer(Target target, List<byte[]> seen) =>
        new()
        {
            TargetHost = target.Name ?? "",
            // the platform would fetch what the certificate points to: no packet but ours may leave
            CertificateChainPolicy = new X509ChainPolicy
            {
                DisableCertificateDownloads = true,
                RevocationMode = X509RevocationMode.NoCheck,
            },
            RemoteCertificateValidationCallback = (_, _, chain, _) =>
            {
                // the store holds the certificates as sent; the elements would be the path that the platform built
                seen.AddRange(chain!.ChainPolicy.ExtraStore.Select(certificate => certificate.RawData));
                return true;
            },
        };
}

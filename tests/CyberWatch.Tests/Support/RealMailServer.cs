using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using SmtpServer;
using SmtpServer.Authentication;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace CyberWatch.Tests.Support;

/// <summary>A real SMTP server on loopback that wants STARTTLS and a sign-in, with a certificate of a private authority.</summary>
internal sealed class RealMailServer : IAsyncDisposable
{
    public const string User = "veille";
    public const string Password = "mot de passe";
    private readonly CancellationTokenSource _end = new();
    private readonly Task _running;
    private readonly X509Certificate2 _root;

    public RealMailServer()
    {
        var now = TimeProvider.System.GetUtcNow();
        _root = MadeCertificates.Root("CN=Autorité du test", now.AddDays(-1), now.AddDays(30));
        var leaf = MadeCertificates.Leaf("localhost", _root, now.AddDays(-1), now.AddDays(29));
        Port = LoopbackServer.ClosedPort();
        var options = new SmtpServerOptionsBuilder()
            .ServerName("localhost")
            .Endpoint(end =>
                end.Endpoint(new IPEndPoint(IPAddress.Loopback, Port))
                    .Certificate(leaf)
                    .AllowUnsecureAuthentication(false)
                    .AuthenticationRequired()
            )
            .Build();
        var services = new SmtpServer.ComponentModel.ServiceProvider();
        services.Add((IMessageStore)new Store(Taken));
        services.Add((IUserAuthenticator)new Users());
        _running = new SmtpServer.SmtpServer(options, services).StartAsync(_end.Token);
    }

    public int Port { get; }

    /// <summary>What arrived, octet by octet.</summary>
    public ConcurrentQueue<byte[]> Taken { get; } = [];

    public string AuthorityIn(string folder)
    {
        var file = Path.Combine(folder, "authority.pem");
        File.WriteAllText(file, _root.ExportCertificatePem());
        return file;
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _running;
        _end.Dispose();
        _root.Dispose();
    }

    private sealed class Store(ConcurrentQueue<byte[]> taken) : MessageStore
    {
        public override Task<SmtpResponse> SaveAsync(
            ISessionContext context,
            IMessageTransaction transaction,
            ReadOnlySequence<byte> buffer,
            CancellationToken cancellationToken
        )
        {
            taken.Enqueue(buffer.ToArray());
            return Task.FromResult(SmtpResponse.Ok);
        }
    }

    private sealed class Users : IUserAuthenticator
    {
        public Task<bool> AuthenticateAsync(
            ISessionContext context,
            string user,
            string password,
            CancellationToken cancellationToken
        ) => Task.FromResult((user, password) == (User, Password));
    }
}

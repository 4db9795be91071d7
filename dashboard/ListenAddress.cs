using System.Net;
using System.Net.Sockets;

namespace CyberWatch.Dashboard;

/// <summary>
/// Whether the addresses of the pages can be opened, asked before anything is begun: the server itself would tell with a stack of thirty
/// lines. Names other than localhost are left to it.
/// </summary>
internal static class ListenAddress
{
    /// <summary>A sentence with its remedy for the first address that cannot be opened; null when all can.</summary>
    /// <param name="addresses">As the server takes them, with semicolons between.</param>
    public static string? Fault(string? addresses) =>
        (addresses ?? "")
            .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(address => Uri.TryCreate(address, UriKind.Absolute, out var uri) ? FaultOf(uri) : null)
            .FirstOrDefault(fault => fault is not null);

    private static string? FaultOf(Uri address)
    {
        if (Host(address) is not { } host || address.Port == 0)
            return null;
        try
        {
            using var probe = new TcpListener(host, address.Port);
            probe.Start();
            return null;
        }
        catch (SocketException fault)
        {
            return $"{address.GetLeftPart(UriPartial.Authority)} cannot be opened: {Remedy(fault.SocketErrorCode, address)}";
        }
    }

    private static IPAddress? Host(Uri address) =>
        address.IsLoopback && !IPAddress.TryParse(address.DnsSafeHost, out _) ? IPAddress.Loopback
        : IPAddress.TryParse(address.DnsSafeHost, out var host) ? host
        : null;

    private static string Remedy(SocketError fault, Uri address) =>
        fault switch
        {
            SocketError.AddressAlreadyInUse =>
                $"another program listens there, perhaps a dashboard that runs already. End it, or take another port: Dashboard:Listen=http://{address.Host}:{Other(address)} (infra/run --listen http://{address.Host}:{Other(address)}).",
            SocketError.AccessDenied =>
                "this user may not. Set Dashboard:Listen to a port from 1024 on, and put a proxy before it.",
            SocketError.AddressNotAvailable =>
                "this machine has no such address. Set Dashboard:Listen to one that it has, or to http://localhost:5080.",
            _ => $"{fault}. Set Dashboard:Listen to another address.",
        };

    private static int Other(Uri address) => address.Port < IPEndPoint.MaxPort ? address.Port + 1 : address.Port - 1;
}

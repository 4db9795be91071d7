using System.Net.Sockets;
using System.Numerics;

namespace CyberWatch.Scanner.Net;

/// <summary>
/// How often the kernel sends the first packet of a connection again. By itself it goes on for two minutes, also for a process that is frozen
/// and cannot give up.
/// </summary>
internal static class KernelRetries
{
    // netinet/in.h and linux/tcp.h
    private const int Tcp = 6;
    private const int SynCount = 7;

    /// <summary>As many as fall into the time-out anyway: after 1, 3, 7, 15 … seconds.</summary>
    public static int Within(TimeSpan timeout) => Math.Max(1, BitOperations.Log2((uint)timeout.TotalSeconds + 1));

    public static void Limit(Socket socket, TimeSpan timeout)
    {
        if (!OperatingSystem.IsLinux())
            return;
        Span<byte> count = stackalloc byte[sizeof(int)];
        BitConverter.TryWriteBytes(count, Within(timeout));
        socket.SetRawSocketOption(Tcp, SynCount, count);
    }
}

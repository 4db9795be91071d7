namespace CyberWatch.Scanner.Net;

/// <summary>What a packet is for. The scope guard's table says which purpose may go to which address (design §4).</summary>
public enum Purpose
{
    /// <summary>Finding open ports, and asking a port what it speaks: only inside a declared range.</summary>
    Ports,

    /// <summary>A TLS handshake for a name or an address.</summary>
    Tls,

    /// <summary>HTTP for a name or an address.</summary>
    Http,

    /// <summary>SMTP on port 25 of a mail exchanger.</summary>
    Smtp,

    /// <summary>DNS on port 53 of a name server of a zone of the perimeter.</summary>
    NameServer,

    /// <summary>NS, DS and SOA of that zone, on port 53 of a server of its parent.</summary>
    ParentServer,
}

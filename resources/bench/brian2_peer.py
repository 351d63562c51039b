"""The benchmark network in Brian2, as fast as it gets there: C++ standalone, one thread, synapses stored by postsynaptic neuron.

    python3 brian2_peer.py DRIVE --build FOLDER [--warmup SAMPLES]

DRIVE is a recording without an outcome (meta.json, in_i.npy, ... as in test/fixtures/brian2). Builds the program FOLDER/main, which
simulates the drive and writes FOLDER/seconds.txt: the wall time of the samples after the warm-up. Several runs of it can then be
timed without Python.

    python3 brian2_peer.py DRIVE --build FOLDER --strict

builds without -ffast-math and fused operations, runs once, and writes the outcome (out_i.npy, w_final.npy, ...) into DRIVE, for the
comparison bit for bit.
"""
import argparse
import json
import os
import shutil

import numpy as np
from brian2 import (NeuronGroup, Network, SpikeGeneratorGroup, SpikeMonitor, Synapses, TimedArray, defaultclock, device, ms, prefs,
                    second, set_device)

arguments = argparse.ArgumentParser()
arguments.add_argument('drive')
arguments.add_argument('--build', required=True)
arguments.add_argument('--warmup', type=int, default=0)
arguments.add_argument('--strict', action='store_true')
options = arguments.parse_args()


def load(name):
    return np.load(os.path.join(options.drive, name + '.npy'))


with open(os.path.join(options.drive, 'meta.json')) as file:
    meta = json.load(file)
p = meta['params']
current_based = meta['syn'] == 'exp'
w0, n_active = load('w0'), load('n_active')
n_in, n_out = w0.shape
sample = p['sample_ms'] * ms

shutil.rmtree(options.build, ignore_errors=True)
set_device('cpp_standalone', build_on_run=False, directory=options.build)
prefs.devices.cpp_standalone.extra_make_args_unix = ['-j1']
if options.strict:
    prefs.codegen.cpp.extra_compile_args_gcc = ['-w', '-O3', '-march=native', '-ffp-contract=off', '-std=c++11']
defaultclock.dt = p['dt'] * second

constants = dict(
    tau_m=p['tau_m'] * second, tau_pre=p['tau_pre'] * second, tau_post=p['tau_post'] * second, tau_c=p['tau_c'] * second,
    tau_s=p.get('tau_syn', 1) * second, alpha=p['alpha'] / second, theta_w=p['theta_w'], low=p['theta_lo'], high=p['theta_hi'],
    eta_plus=p['eta_plus'], eta_minus=p['eta_minus'], a_pre=p['a_pre'], a_post=p['a_post'], a_c=p['a_c'], v_threshold=p['v_th'],
    v_reset=p['v_reset'], J=p['J'] if current_based else p['J_delta'], J_teach=p['J_teach'],
    inhibition=TimedArray(-p['k_inh'] * n_active.astype(float), dt=sample))

# A generator holds no state, so a relay carries the presynaptic trace; it fires in the same step, before everything else.
generator = SpikeGeneratorGroup(n_in, load('in_i'), load('in_k') * p['dt'] * second, when='start', order=0)
inputs = NeuronGroup(n_in, '''dx/dt = -x / tau_pre : 1
                              arrived : boolean''',
                     threshold='arrived', reset='''arrived = False
                                                   x += a_pre * (1 - x)''', method='exact', namespace=constants)
relay = Synapses(generator, inputs, on_pre='arrived_post = True', delay=0 * ms)
relay.connect(j='i')
relay.pre.when, relay.pre.order = 'start', 1

membrane = '''dv/dt = (I + inhibition(t) - v) / tau_m : 1 (unless refractory)
              dI/dt = -I / tau_s : 1
''' if current_based else 'dv/dt = (inhibition(t) - v) / tau_m : 1 (unless refractory)\n'
outputs = NeuronGroup(n_out, membrane + '''dc/dt = -c / tau_c : 1
                                           dx/dt = -x / tau_post : 1''',
                      threshold='v > v_threshold',
                      reset='''v = v_reset
                               c += a_c * (1 - c)
                               x += a_post * (1 - x)''',
                      refractory=p['refr_steps'] * p['dt'] * second, method='exact', namespace=constants)

teacher = SpikeGeneratorGroup(n_out, load('te_i'), load('te_k') * p['dt'] * second)
teaching = Synapses(teacher, outputs, on_pre='v_post += J_teach', delay=0 * ms, namespace=constants)
teaching.connect(j='i')
teaching.pre.order = -2

drift = '''w = clip(w + alpha * (2 * int(w > theta_w) - 1) * (t - touched), 0, 1)
           touched = t
'''
plastic = Synapses(inputs, outputs, '''w : 1
                                       touched : second''',
                   on_pre=('I_post' if current_based else 'v_post') + ' += J * int(w > theta_w)\n' + drift +
                   'w = clip(w - eta_minus * x_post * int(c_post > low and c_post < high), 0, 1)',
                   on_post=drift + 'w = clip(w + eta_plus * x_pre * int(c_post > low and c_post < high), 0, 1)',
                   delay={'pre': 0 * ms, 'post': 0 * ms}, namespace=constants)
plastic.connect(i=np.tile(np.arange(n_in), n_out), j=np.repeat(np.arange(n_out), n_in))
plastic.w = w0.T.ravel()

monitor = SpikeMonitor(outputs)
network = Network(generator, inputs, relay, outputs, teacher, teaching, plastic, monitor)

clock = '''{
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  const double seconds = now.tv_sec + 1e-9 * now.tv_nsec;
  FILE *file = fopen("seconds.txt", "w");
  fprintf(file, "%%.9f\\n", seconds - %s);
  fclose(file);
}'''
if options.warmup:
    network.run(options.warmup * sample)
device.insert_code('main', 'struct timespec began; clock_gettime(CLOCK_MONOTONIC, &began);')
network.run((len(n_active) - options.warmup) * sample)
device.insert_code('main', clock % '(began.tv_sec + 1e-9 * began.tv_nsec)')
device.build(directory=options.build, compile=True, run=False)

if options.strict:
    device.run(directory=options.build, with_output=False, run_args=[])
    outcome = dict(
        out_i=np.asarray(monitor.i[:]).astype(np.int32), out_k=np.rint(np.asarray(monitor.t[:] / second) / p['dt']).astype(np.int32),
        w_final=np.ascontiguousarray(np.asarray(plastic.w[:]).reshape(n_out, n_in).T), v_final=np.asarray(outputs.v[:]),
        c_final=np.asarray(outputs.c[:]), xpost_final=np.asarray(outputs.x[:]), xpre_final=np.asarray(inputs.x[:]))
    if current_based:
        outcome['I_final'] = np.asarray(outputs.I[:])
    for name, values in outcome.items():
        np.save(os.path.join(options.drive, name + '.npy'), values)
